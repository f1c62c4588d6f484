/**
 * Samples to payload and back: G.711 and keypad digits (RFC 3551, RFC 4733).
 *
 * <p>Called by {@code media.session} and {@code media.jitter} on the call's event loop. A codec may keep state, so
 * {@link AudioFormat#open} makes one per direction. Nothing allocates per frame.
 */
@NullMarked
package dev.sotto.media.codec;

import org.jspecify.annotations.NullMarked;
