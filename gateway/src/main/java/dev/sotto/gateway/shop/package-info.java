/**
 * The demo shop's own systems: a small orders service in memory, with the four orders that the demo's tasks are told of. It
 * stands in for what an enterprise already has, and is served in demo mode only. It shares nothing with the orchestrator but
 * HTTP: that a refund was approved it checks with the published keys, as a service elsewhere would.
 *
 * <p>{@link dev.sotto.gateway.shop.OrdersService#router} is mounted at {@code /shop} by the wiring. Several event loops may
 * serve it at once: all state is in concurrent maps of immutable records.
 */
@NullMarked
package dev.sotto.gateway.shop;

import org.jspecify.annotations.NullMarked;
