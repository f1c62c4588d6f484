/**
 * Vosk in this process, through JNA: open dictation with a model that is downloaded once, by {@code fetch-model} or by hand.
 * Recognition runs on the recognition workers; fetching blocks the command that does it.
 */
@NullMarked
package dev.sotto.media.speech.vosk;

import org.jspecify.annotations.NullMarked;
