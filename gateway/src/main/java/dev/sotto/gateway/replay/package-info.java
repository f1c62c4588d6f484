/**
 * {@code sotto replay}: a journalled conversation once more, with other people at the desks.
 *
 * <p>Reads a journal from the database, beside a gateway that runs or without one, or from a file that
 * {@code GET /v1/conversations/{id}/journal} gave; writes nothing. The playing itself is
 * {@code dev.sotto.orchestrator.replay}. Called by {@code Main} in a process of its own.
 */
@NullMarked
package dev.sotto.gateway.replay;

import org.jspecify.annotations.NullMarked;
