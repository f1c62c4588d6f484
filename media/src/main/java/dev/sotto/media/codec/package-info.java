/**
 * Samples to payload and back: G.711, G.722, L16 (RFC 3551), Opus (RFC 7587), comfort noise (RFC 3389), keys as events (RFC 4733) and as
 * tones.
 *
 * <p>Called by {@code media.session} and {@code media.jitter} on the call's event loop. Everything on this side is 8 kHz mono; wider
 * formats convert here. A codec may keep state, so {@link AudioFormat#open} makes one per direction. Nothing but Opus
 * allocates per frame.
 */
@NullMarked
package dev.sotto.media.codec;

import org.jspecify.annotations.NullMarked;
