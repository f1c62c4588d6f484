/**
 * Recognition and synthesis behind small interfaces; an engine per sub-package.
 *
 * <p>Engines ({@link Recognizer}, {@link Synthesizer}) may block and run on worker threads only. What a call sees are
 * {@link Transcriber} and {@link Narrator}: non-blocking, bounded, with results delivered on the call's own context.
 * Samples are 16 bit linear, mono, 8 kHz everywhere at this border; an engine that wants another rate converts inside.
 */
@NullMarked
package dev.sotto.media.speech;

import org.jspecify.annotations.NullMarked;
