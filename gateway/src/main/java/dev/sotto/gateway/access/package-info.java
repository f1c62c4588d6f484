/**
 * Who may do what: sign-in of agents and supervisors, the integrators' API key, sessions, and the gate before routes.
 *
 * <p>{@code AccessControl} is shared by all HTTP edge instances and may be called from any thread; deriving a key from a
 * password takes tens of milliseconds and runs on a worker. Sessions live in memory: after a restart people sign in again.
 */
@NullMarked
package dev.sotto.gateway.access;

import org.jspecify.annotations.NullMarked;
