/**
 * The server: {@link dev.sotto.gateway.Main} reads settings, {@link dev.sotto.gateway.Gateway} starts the parts in the
 * order in which they need each other and stops them in the opposite one.
 *
 * <p>Sub-packages are the edges, one each: {@code sip} and {@code call} (telephone), {@code webcall} (browser), {@code chat}, {@code desk},
 * {@code api}, {@code ops}, {@code page}. They meet the orchestrator on the event bus only, with the exception of the
 * journal, which everybody may read. Main thread: start and stop; all else runs on event loops and worker pools.
 */
@NullMarked
package dev.sotto.gateway;

import org.jspecify.annotations.NullMarked;
