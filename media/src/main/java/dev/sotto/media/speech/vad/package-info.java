/**
 * Voice detection by a neural network: {@link SileroModel} runs a Silero model of version 5 or 6 through onnxruntime. The model's
 * file is not part of this project; an operator who has it names it in the settings. Called by {@code media.speech} on the
 * recognition workers.
 */
@NullMarked
package dev.sotto.media.speech.vad;

import org.jspecify.annotations.NullMarked;
