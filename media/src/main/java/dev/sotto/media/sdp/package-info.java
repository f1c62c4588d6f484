/**
 * Offer and answer (RFC 8866, RFC 3264): what a call's sound is and where it goes.
 *
 * <p>{@link FormatChoice} decides by an operator's {@link FormatPreference} which format, {@link OfferedFormats} writes ours. {@link OfferAnswer} is called by {@code media.session} on the call's event loop. Text from outside is hostile: it is
 * bounded, and everything wrong with it is one checked {@link SdpException} with a position. Names of hosts are never
 * resolved here, as that would block: such a peer is found by its first packet.
 */
@NullMarked
package dev.sotto.media.sdp;

import org.jspecify.annotations.NullMarked;
