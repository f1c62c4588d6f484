/**
 * The HTTP server: one verticle per event loop, all on one port, each with the whole router.
 *
 * <p>{@code HttpEdges} is what the gateway's wiring deploys; {@code HttpShared} is what the instances have in common.
 * Everything of one connection happens on the context of the instance that accepted it.
 */
@NullMarked
package dev.sotto.gateway.http;

import org.jspecify.annotations.NullMarked;
