/**
 * From 8 kHz telephone samples to the cepstra that a 16 kHz acoustic model expects.
 *
 * <p>The path of a sample, all in {@link dev.sotto.media.speech.feature.TelephoneFrontEnd}: twice the rate, 25 ms frames
 * every 10 ms, mel spectrum, noise reduction, 13 cepstra, correction of the missing upper band, mean removal. Called by the
 * embedded recognisers on worker threads; an instance belongs to one leg. No allocation per frame.
 */
@NullMarked
package dev.sotto.media.speech.feature;

import org.jspecify.annotations.NullMarked;
