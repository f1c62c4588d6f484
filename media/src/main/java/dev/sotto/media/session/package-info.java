/**
 * One leg's sound from its ports to its words: {@link MediaEngine} opens a {@link MediaSession} per call, which tells a
 * {@link MediaListener} what it hears and says what it is given.
 *
 * <p>Called by the gateway. Everything runs on one event loop per engine, the call's own; only {@link MediaPorts} is shared
 * between loops. One {@link PlayoutClock} tick every 20 ms drives all calls of a loop: take a frame out of the jitter buffer,
 * listen to it, decide who speaks, send a frame. On the way of a packet nothing is allocated by this module.
 */
@NullMarked
package dev.sotto.media.session;

import org.jspecify.annotations.NullMarked;
