/**
 * Who is there, able and free, and what becomes of each card: the pure half of the guidance broker.
 *
 * <p>Only the JDK: time is an argument, nothing is sent or stored here. {@link dev.sotto.orchestrator.desk.Desk} decides
 * and returns moves; {@code broker} makes them durable and known. Everything belongs to the broker's context.
 * {@link dev.sotto.orchestrator.desk.Agent} is the only type that others need: the people who may sign in.
 */
@NullMarked
package dev.sotto.orchestrator.desk;

import org.jspecify.annotations.NullMarked;
