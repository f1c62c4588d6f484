/**
 * PBXs and carriers: who may call ({@link Gatekeeper}), which task answers which number and where calls of ours go
 * ({@link Trunks}), how many calls there are ({@link TrunkLoad}), and whether we are registered there and reach them
 * ({@link Registrations}; RFC 3261, 10).
 *
 * <p>Trunks are values for any thread. The rest belongs to the event loop of an endpoint, which brings the time along; what
 * operators see of it ({@link TrunkState}) is an immutable copy. Called by {@code gateway.sip} for every request outside of
 * calls, and by {@code gateway.call}, which takes trunks from the settings.
 */
@NullMarked
package dev.sotto.gateway.sip.trunk;

import org.jspecify.annotations.NullMarked;
