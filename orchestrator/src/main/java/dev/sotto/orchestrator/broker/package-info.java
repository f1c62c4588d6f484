/**
 * The guidance broker: puts questions to people, decides which answer counts, and tells conversation and desks.
 *
 * <p>{@link dev.sotto.orchestrator.broker.GuidanceBroker} is one verticle per node, reached at
 * {@link dev.sotto.orchestrator.message.Addresses#desk}; everything here runs on its context. Decisions are made by the
 * pure {@code desk}; this package makes them durable first and known after. Races between answers, expiry and withdrawal
 * are settled in one place, the compare-and-set of {@code GuidanceStore}: whichever leaves the open states first in the
 * database is the truth, for every node.
 */
@NullMarked
package dev.sotto.orchestrator.broker;

import org.jspecify.annotations.NullMarked;
