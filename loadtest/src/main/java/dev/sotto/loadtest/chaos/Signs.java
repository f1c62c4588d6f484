package dev.sotto.loadtest.chaos;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** When somebody got what they wanted: signs of life, by kind. Any thread; times of one clock, in nanoseconds. */
final class Signs {
    /** What people want. */
    enum Kind {
        /** A call was answered and something was heard. */
        CALL,
        /** A visitor's message was acknowledged. */
        MESSAGE,
        /** A person's answer was accepted, or they were told why not. */
        ANSWER
    }

    private final Map<Kind, ConcurrentSkipListSet<Long>> seen = new ConcurrentHashMap<>();

    Signs() {
        for (Kind kind : Kind.values()) {
            seen.put(kind, new ConcurrentSkipListSet<>());
        }
    }

    void see(Kind kind, long nanos) {
        of(kind).add(nanos);
    }

    int count(Kind kind) {
        return of(kind).size();
    }

    /** The longest time within the window in which nobody got that. */
    long longestGapNanos(Kind kind, long fromNanos, long toNanos) {
        long last = fromNanos;
        long longest = 0;
        for (long next : List.copyOf(of(kind).subSet(fromNanos, true, toNanos, true))) {
            longest = Math.max(longest, next - last);
            last = next;
        }
        return Math.max(longest, toNanos - last);
    }

    /** From that moment to the first sign after it; -1 when there is none. */
    long firstAfterNanos(Kind kind, long fromNanos) {
        Long first = of(kind).ceiling(fromNanos);
        return first == null ? -1 : first - fromNanos;
    }

    private ConcurrentSkipListSet<Long> of(Kind kind) {
        return java.util.Objects.requireNonNull(seen.get(kind));
    }
}
