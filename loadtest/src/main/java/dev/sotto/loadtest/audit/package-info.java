/**
 * An auditor from outside: compares what every party was told with what the journal says, over the public interface only.
 *
 * <p>{@link dev.sotto.loadtest.audit.Traffic} plays customers in chat and people at desks who note what they are told
 * ({@link dev.sotto.loadtest.audit.Told}) and who go on when the gateway dies and comes back.
 * {@link dev.sotto.loadtest.audit.Auditor} gathers journals, requests and the shop's own books; {@code Checks} compares.
 * Called by the {@code audit} command and by the test that kills gateways; state lives on verticles' contexts.
 */
@NullMarked
package dev.sotto.loadtest.audit;

import org.jspecify.annotations.NullMarked;
