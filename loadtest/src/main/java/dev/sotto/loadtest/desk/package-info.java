/**
 * Virtual agents: sign in over REST, see cards over the desk's WebSocket, think for a while, answer over REST.
 *
 * <p>{@link dev.sotto.loadtest.desk.ServerClient} speaks the public interface and is used by experiments and tests as well;
 * {@link dev.sotto.loadtest.desk.VirtualAgent} is a person. Both may be called on any thread; an agent's own state lives on the
 * context of its socket.
 */
@NullMarked
package dev.sotto.loadtest.desk;

import org.jspecify.annotations.NullMarked;
