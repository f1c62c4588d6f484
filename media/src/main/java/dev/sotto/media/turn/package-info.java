/**
 * Turn taking at the level of sound: who speaks, when a turn has ended, when the caller speaks over us.
 *
 * <p>{@link VoiceDetector} says of each 20 ms frame whether it is voice, {@link Endpointing} makes utterances of frames, and
 * {@link BargeIn} decides when our own speech must give way. Called by {@code media.session} once per frame on the call's event
 * loop. These are hot machines: enum, switch, primitives, time as an argument, nothing allocated.
 */
@NullMarked
package dev.sotto.media.turn;

import org.jspecify.annotations.NullMarked;
