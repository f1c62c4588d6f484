/**
 * Recognition in pure Java by sphinx4 1.0.0, for machines without the native library.
 *
 * <p>Out of the box it takes half a minute to load and more than half a core per leg. Here it is put together by hand: own
 * cepstra ({@link dev.sotto.media.speech.feature}), a dictionary of just the words that are needed, narrow beams, frames
 * pushed in without a thread of its own, and senone scores kept in the frame, because the stock ones are shared mutable
 * state. Models are shared by all decoders; a decoder is used by one worker at a time.
 */
@NullMarked
package dev.sotto.media.speech.sphinx4;

import org.jspecify.annotations.NullMarked;
