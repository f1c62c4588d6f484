/**
 * The voice that is always there: FreeTTS 1.2.2 with the diphone voice kevin16 (BSD licence).
 *
 * <p>Text is first written out as it is spoken ({@link dev.sotto.media.speech.freetts.SpokenText}), then spoken sentence
 * by sentence so that the first sound comes early, brought from 16 to 8 kHz and to a telephone level. Worker threads
 * only; a voice is used by one thread at a time and borrowed from a small pool.
 */
@NullMarked
package dev.sotto.media.speech.freetts;

import org.jspecify.annotations.NullMarked;
