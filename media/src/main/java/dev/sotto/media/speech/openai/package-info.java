/**
 * Recognition and synthesis over HTTP as OpenAI does them ({@code /v1/audio/transcriptions}, {@code /v1/audio/speech}), which
 * many servers copy. Recognition sends an utterance when it has ended, so that there are no partial words; synthesis is
 * streamed. {@code Transcriptions} runs on contexts of its own, {@code SpeechVoice} on the workers that speak.
 */
@NullMarked
package dev.sotto.media.speech.openai;

import org.jspecify.annotations.NullMarked;
