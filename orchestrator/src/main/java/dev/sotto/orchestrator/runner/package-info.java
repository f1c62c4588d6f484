/**
 * Runs conversations: keeps each one's state on the context of the verticle that owns it, feeds events to the pure machine,
 * writes them to the journal and performs the effects.
 *
 * <p>Order of things, for each event: the machine decides, the event goes to the journal, effects that reach beyond the
 * talk (tools, people, chat messages) wait until it is durable; words on a call don't wait, because a caller hears a
 * pause but never sees a journal. After {@code kill -9} a conversation is the replay of its events, and what was under way
 * is done again under the same ids.
 *
 * <p>Thread: everything here belongs to one verticle instance's event loop.
 */
@NullMarked
package dev.sotto.orchestrator.runner;

import org.jspecify.annotations.NullMarked;
