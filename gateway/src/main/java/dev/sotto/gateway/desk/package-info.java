/**
 * The agents' desk: {@code WS /v1/desk} pushes what happens, as it happens, to every desk that is signed in.
 *
 * <p>A desk gets one snapshot and then every event after it; what happens while the snapshot is being put together is held
 * and sent behind it, so the page never has to load anything twice. Decisions come in over REST; what comes in here is only
 * that somebody is typing. On the event
 * loop of the HTTP edge instance; {@code DeskConnections} is shared by all instances.
 */
@NullMarked
package dev.sotto.gateway.desk;

import org.jspecify.annotations.NullMarked;
