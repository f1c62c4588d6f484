/**
 * Things break while people talk: the gateway is killed, the database dies, services fail, networks are cut, delayed and throttled.
 *
 * <p>{@link dev.sotto.loadtest.chaos.Theatre} holds everything that can break: a keeper (a gateway that owns the database and the
 * demo shop and is never killed), a model endpoint and a recogniser of our own, a {@link dev.sotto.loadtest.chaos.FaultyLink} to each,
 * and the gateway under test. {@link dev.sotto.loadtest.chaos.Chaos} has callers, visitors and people at desks go on all the time,
 * breaks one thing after the other as the seed says, measures how long nobody got through, and has the auditor compare what everybody
 * was told with the journal. Called by the {@code chaos} command; state lives on one context, measurements on any thread.
 */
@NullMarked
package dev.sotto.loadtest.chaos;

import org.jspecify.annotations.NullMarked;
