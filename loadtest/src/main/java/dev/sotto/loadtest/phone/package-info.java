/**
 * Virtual callers: a small SIP user agent client, sound both ways, a script, and measurements taken on the wire.
 *
 * <p>{@link dev.sotto.loadtest.phone.Telephone} owns one event loop, one SIP socket and one tick of 20 ms for all callers; each
 * {@link dev.sotto.loadtest.phone.VirtualCaller} has an RTP port of its own. {@code Mouth} sends, {@code Ear} hears,
 * {@code Stopwatch} turns both into figures, {@code ScriptPlayer} decides what comes next. All of them live on the loop and take
 * the time as an argument; the public methods of the two public types may be called on any thread.
 *
 * <p>{@link dev.sotto.loadtest.phone.HeldLines} is the other kind: thousands of callers who only keep the line, in any format, over
 * lines that are as bad as {@link dev.sotto.loadtest.phone.Impairment} says. They share sockets ({@code SoundPort}), a clock
 * ({@code Metronome}) and sound that was encoded before ({@code FrameLoop}).
 */
@NullMarked
package dev.sotto.loadtest.phone;

import org.jspecify.annotations.NullMarked;
