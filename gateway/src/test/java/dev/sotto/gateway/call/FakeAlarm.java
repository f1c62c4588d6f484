package dev.sotto.gateway.call;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that only moves when the test says so. */
final class FakeAlarm implements Alarm {
    private record Due(long atMillis, long order, Runnable action) {}

    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::order));
    private long nowMillis;
    private long orders;

    @Override
    public Runnable after(long millis, Runnable action) {
        Due due = new Due(nowMillis + millis, orders++, action);
        waiting.add(due);
        return () -> waiting.remove(due);
    }

    void pass(long millis) {
        long until = nowMillis + millis;
        for (Due due = waiting.peek(); due != null && due.atMillis() <= until; due = waiting.peek()) {
            waiting.remove(due);
            nowMillis = due.atMillis();
            due.action().run();
        }
        nowMillis = until;
    }

    long nowMillis() {
        return nowMillis;
    }

    int running() {
        return waiting.size();
    }
}
