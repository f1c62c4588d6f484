/**
 * The values of a consult: a question put to a person in the background, and what became of it.
 *
 * <p>Plain JDK records, immutable, used by the machine, the desk, the bus and the edges. Who asks is
 * {@code conversation}; who offers and decides races is {@code broker}.
 */
@NullMarked
package dev.sotto.orchestrator.consult;

import org.jspecify.annotations.NullMarked;
