/**
 * Understands and words things: what an utterance means, and how a person's instruction is said to a customer.
 *
 * <p>Called by {@code runner} on a conversation's context; answers come as futures, work that takes more than a
 * millisecond (embeddings) runs on a worker pool.
 */
@NullMarked
package dev.sotto.orchestrator.assistant;

import org.jspecify.annotations.NullMarked;
