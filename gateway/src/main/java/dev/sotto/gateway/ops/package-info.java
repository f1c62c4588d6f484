/**
 * For those who run it: is it alive, is it ready and what is missing, the metrics, and the interface's description.
 *
 * <p>Open to whoever reaches the port, as probes and scrapers expect; they say nothing about customers. Checks are called on
 * the event loop and return a future.
 */
@NullMarked
package dev.sotto.gateway.ops;

import org.jspecify.annotations.NullMarked;
