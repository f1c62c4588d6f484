/**
 * The REST interface under {@code /v1}: sessions, conversations, guidance, agents. What it says is in
 * {@code openapi.yaml}, and a test keeps the two the same.
 *
 * <p>Each class adds its routes to the edge's router and turns requests into questions on the bus: nothing is decided here
 * but whether a request makes sense. On the event loop of the HTTP edge instance.
 */
@NullMarked
package dev.sotto.gateway.api;

import org.jspecify.annotations.NullMarked;
