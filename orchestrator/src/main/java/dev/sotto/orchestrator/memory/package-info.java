/**
 * The memory of answers: what people answered before becomes proposals, and what they agree on becomes rules.
 *
 * <p>{@link dev.sotto.orchestrator.memory.MemoryVerticle} is one per node, reached at
 * {@link dev.sotto.orchestrator.message.Addresses#memory}. It follows the {@code guidance} table, which is the truth: an
 * answer that is durable there is remembered sooner or later, once, whatever is killed in between. The broker asks it about
 * new requests and does without it when it is late.
 *
 * <p>What counts as a like question, as the same answer, as agreement, and when a rule is rolled back is decided by pure
 * classes ({@code Question}, {@code Given}, {@code Discretion}, {@code Proposing}, {@code Agreement}, {@code Rule}); the stores
 * talk to PostgreSQL. Embedding and comparing run on a small worker pool, everything else on the verticle's context.
 */
@NullMarked
package dev.sotto.orchestrator.memory;

import org.jspecify.annotations.NullMarked;
