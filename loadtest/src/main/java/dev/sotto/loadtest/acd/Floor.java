package dev.sotto.loadtest.acd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The queue and the people: first come, first served; each person has one call at a time and is busy from taking it to the end of
 * its wrap-up. Of one context.
 *
 * <pre>
 *   waiting --a person is free--> with a person --released--> wrap-up --free()--> the next of the queue
 *      '---left---> gone
 * </pre>
 */
final class Floor<T> {
    private final int people;
    private final Consumer<T> taken;
    private final Deque<T> waiting = new ArrayDeque<>();
    private int busy;

    /** @param taken told that a person turns to this call now */
    Floor(int people, Consumer<T> taken) {
        if (people < 0) {
            throw new IllegalArgumentException(people + " people");
        }
        this.people = people;
        this.taken = taken;
    }

    void joins(T call) {
        waiting.addLast(call);
        serve();
    }

    /** False when it was not waiting any more. */
    boolean left(T call) {
        return waiting.remove(call);
    }

    /** A person has wrapped up. */
    void free() {
        if (busy == 0) {
            throw new IllegalStateException("nobody was busy");
        }
        busy--;
        serve();
    }

    private void serve() {
        while (busy < people && !waiting.isEmpty()) {
            busy++;
            taken.accept(waiting.removeFirst());
        }
    }

    int queued() {
        return waiting.size();
    }

    int busy() {
        return busy;
    }
}
