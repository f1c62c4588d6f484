/**
 * Recognition by the native library PocketSphinx 5prealpha (Debian's {@code libpocketsphinx3}), through JNA.
 *
 * <p>The library only searches: cepstra are computed by {@link dev.sotto.media.speech.feature} and fed through {@code ps_process_cep},
 * because its own front end can't be corrected for telephone speech and its command line is silently overruled by the model's
 * {@code feat.params}. Worker threads only; where the library is absent that is a value, not an exception.
 */
@NullMarked
package dev.sotto.media.speech.pocketsphinx;

import org.jspecify.annotations.NullMarked;
