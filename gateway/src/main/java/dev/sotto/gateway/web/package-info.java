/**
 * What every HTTP and WebSocket edge shares: one error shape, checked JSON bodies, rate limits, security headers,
 * questions to the bus, and a bounded outgoing queue for a socket.
 *
 * <p>Called by {@code api}, {@code chat}, {@code desk} and {@code ops}. Objects belong to the HTTP edge instance that made
 * them and are used on its event loop only; what several instances share says so.
 */
@NullMarked
package dev.sotto.gateway.web;

import org.jspecify.annotations.NullMarked;
