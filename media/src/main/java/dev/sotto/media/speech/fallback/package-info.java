/**
 * The local engine stands in for a service that fails, in the middle of a call and of an utterance or a sentence, and gives
 * it back later.
 *
 * <p>{@code FallbackTranscriber} runs on the contexts of calls: it keeps the sound of the utterances that have no result yet, so
 * that the local recogniser hears what the service was given. {@code FallbackSynthesizer} runs on the workers that speak:
 * before the first sound it says the whole sentence with the local voice, afterwards the rest of it.
 */
@NullMarked
package dev.sotto.media.speech.fallback;

import org.jspecify.annotations.NullMarked;
