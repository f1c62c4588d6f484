package dev.sotto.loadtest.chat;

import dev.sotto.loadtest.report.Distribution;

/** What came of the turns of one stretch of the run. One event loop; all times from when the turn was due. */
final class TurnFigures {
    final Distribution ack = new Distribution();
    final Distribution reply = new Distribution();
    /** How late we ourselves were: what the machine, not the server, adds. */
    final Distribution own = new Distribution();

    private long due;
    private long acknowledged;
    private long replied;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;

    void due() {
        due++;
    }

    void sent(long dueNanos, long now) {
        own.record(now - dueNanos);
    }

    void acknowledged(long dueNanos, long now) {
        acknowledged++;
        ack.record(now - dueNanos);
    }

    void replied(long dueNanos, long now) {
        replied++;
        reply.record(now - dueNanos);
        firstNanos = Math.min(firstNanos, now);
        lastNanos = Math.max(lastNanos, now);
    }

    long count() {
        return due;
    }

    long lostAcks() {
        return due - acknowledged;
    }

    long lostReplies() {
        return due - replied;
    }

    /** Replies a second, from the first to the last. */
    double perSecond() {
        return replied < 2 || lastNanos == firstNanos ? replied : (replied - 1) * 1e9 / (lastNanos - firstNanos);
    }
}
