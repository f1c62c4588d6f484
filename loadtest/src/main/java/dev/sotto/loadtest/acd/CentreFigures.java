package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.report.Timeline;
import java.time.Duration;
import java.util.List;

/**
 * How a contact centre did.
 *
 * @param calls that are over, in the order in which they ended
 * @param open since when: how long it has been open
 * @param queue callers in the queue, at each change
 * @param busy people with a call or its wrap-up, at each change
 */
public record CentreFigures(int people, Duration open, List<ServedCall> calls, Timeline queue, Timeline busy) {
    public CentreFigures {
        calls = List.copyOf(calls);
    }

    /** What all calls cost the people. */
    public Duration personTime() {
        return calls.stream().map(ServedCall::personTime).reduce(Duration.ZERO, Duration::plus);
    }

    /** The share of their time that it took. Wrap-ups that go on after the end count in full. */
    public double occupancy() {
        double there = (double) people * open.toNanos();
        return there == 0 ? 0 : personTime().toNanos() / there;
    }

    public long count(ServedCall.Outcome outcome) {
        return calls.stream().filter(call -> call.outcome() == outcome).count();
    }
}
