/**
 * Calls from a browser: {@code WS /v1/call} carries offer, answer and the end, the sound goes by WebRTC to the same media session as
 * a telephone's.
 *
 * <p>A {@link WebCall} is an incoming call like any other for {@code gateway.call}, and lives on the call's context; its
 * {@link WebCallSocket} lives on the context of the HTTP connection. Each tells the other by a task on the other's context. The
 * words that both sides say come to the socket from the events that desks get, of its own conversation only.
 */
@NullMarked
package dev.sotto.gateway.webcall;

import org.jspecify.annotations.NullMarked;
