package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.desk.Decisions;
import dev.sotto.loadtest.desk.HumanTimes;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a contact centre is like.
 *
 * @param people at work, each with one call at a time
 * @param screenPop finds out what a call is about; a failure means that nothing is known. Asked when the call comes in; any
 *     thread may complete it
 * @param systems where bookings go
 * @param whisper told what is said
 * @param listener told each call once it is over, on the loop
 * @param ringing from INVITE to the answer: by default the queue answers at once
 * @param turnGap how long a person waits when a caller has stopped speaking: default 250 ms
 * @param lines calls at once; more are refused with 486
 */
public record Plan(
        int people,
        HumanTimes times,
        Decisions decisions,
        Dialogues dialogues,
        Function<Arrival, Future<ScreenPop>> screenPop,
        Booking.Systems systems,
        Whisper whisper,
        Consumer<ServedCall> listener,
        Duration ringing,
        Duration turnGap,
        int lines) {
    private static final int MOST_LINES = 2_000;

    /** People of the demo shop, who enter nothing in its systems; nobody is told anything. */
    public static Plan of(
            int people, HumanTimes times, Decisions decisions, Function<Arrival, Future<ScreenPop>> screenPop) {
        return new Plan(
                people,
                times,
                decisions,
                Dialogues.shipped(),
                screenPop,
                Booking.Systems.NONE,
                Whisper.NOBODY,
                call -> {},
                Duration.ZERO,
                Duration.ofMillis(250),
                MOST_LINES);
    }

    public Plan with(Whisper other) {
        return new Plan(
                people, times, decisions, dialogues, screenPop, systems, other, listener, ringing, turnGap, lines);
    }

    public Plan with(Booking.Systems other) {
        return new Plan(
                people, times, decisions, dialogues, screenPop, other, whisper, listener, ringing, turnGap, lines);
    }

    public Plan with(Dialogues other) {
        return new Plan(
                people, times, decisions, other, screenPop, systems, whisper, listener, ringing, turnGap, lines);
    }

    /** Told each call once it is over. */
    public Plan telling(Consumer<ServedCall> other) {
        return new Plan(
                people, times, decisions, dialogues, screenPop, systems, whisper, other, ringing, turnGap, lines);
    }

    /** Rings for so long before it answers. */
    public Plan ringing(Duration other) {
        return new Plan(
                people, times, decisions, dialogues, screenPop, systems, whisper, listener, other, turnGap, lines);
    }

    Talk.Manner manner() {
        return new Talk.Manner(times, decisions, turnGap);
    }
}
