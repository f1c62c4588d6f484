/**
 * Calls that we place: orders of integrators and promises of tasks, from the order to its end.
 *
 * <p>{@link dev.sotto.gateway.outbound.Dialler} takes them in, durably before it says so ({@code OrderStore}), waits for their time
 * ({@code Pacing}, {@code OpeningHours}), has the telephone edge place them ({@link dev.sotto.gateway.outbound.Lines}) and
 * tries again within bounds. Who may be called at all is decided by {@link dev.sotto.gateway.outbound.Targets}.
 *
 * <p>Nobody is called twice for one order without a rule that says so: an order is "trying" in the database before the phone
 * rings, so one that is found so after a crash is lost, and placed again only where {@code calls.retry.lost} is on.
 *
 * <p>Called over the event bus ({@code ToCalls}) by conversations and the HTTP interface. One context.
 */
@NullMarked
package dev.sotto.gateway.outbound;

import org.jspecify.annotations.NullMarked;
