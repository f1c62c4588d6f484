/**
 * One leg's sound from its ports to its words: {@link MediaEngine} opens a {@link MediaSession} per call, which tells a
 * {@link MediaListener} what it hears and says what it is given.
 *
 * <p>Called by the gateway. Everything runs on one event loop per engine, the call's own; only {@link MediaPorts} is shared
 * between loops. A tick every 20 ms drives each call: take a frame out of the jitter buffer, listen to it, decide who speaks, send
 * a frame. On the way of a packet nothing is allocated by this module.
 *
 * <p>Two decisions cost thought. {@link Playout} ticks a quarter of the calls every 5 ms: one tick for a thousand calls takes 7 ms,
 * which is what the last packet would be late by, every time. And calls share ports ({@link SharedPorts}) because a system call per
 * packet is a third of the cost, but only calls of hosts that have been heard to send from exactly where their descriptions say:
 * behind a translating router two callers can't be told apart by address, and hearing somebody else's call is worse than any cost.
 */
@NullMarked
package dev.sotto.media.session;

import org.jspecify.annotations.NullMarked;
