/**
 * How long callers and agents wait for the server while so many others talk to it, and the recordings by which anybody may measure
 * again.
 *
 * <p>{@link dev.sotto.loadtest.latency.Latency} is the experiment: {@code Background} keeps a level of live conversations, measured
 * callers ({@link dev.sotto.loadtest.latency.Measured}) come on top, {@code LevelFigures} collects what they felt. {@code CallTape}
 * keeps a call's packets, {@link dev.sotto.loadtest.latency.RecordedCall} is what comes of them, {@code RecordingFiles} writes and
 * reads it, and {@code Retake} measures it again with the stopwatch of the live call but from nothing else than the sound.
 *
 * <p>Tapes live on the telephone's loop, files are written on a worker, the rest runs on any thread.
 */
@NullMarked
package dev.sotto.loadtest.latency;

import org.jspecify.annotations.NullMarked;
