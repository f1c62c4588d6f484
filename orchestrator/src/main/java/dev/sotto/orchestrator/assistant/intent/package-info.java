/**
 * Says what words are about: nearest task and nearest piece of knowledge, by sentence embeddings.
 *
 * <p>{@link dev.sotto.orchestrator.assistant.intent.Embedder} turns a sentence into a vector (the quantised MiniLM model
 * that is inside a jar: no network), {@link dev.sotto.orchestrator.assistant.intent.IntentIndex} holds the vectors of the
 * tasks' examples and the articles' questions and ranks them.
 *
 * <p>Called by {@code assistant}: embedding takes 5 to 10 ms, so only on a worker pool. Everything is thread-safe.
 */
@NullMarked
package dev.sotto.orchestrator.assistant.intent;

import org.jspecify.annotations.NullMarked;
