package dev.sotto.gateway.chat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A chat as its edge knows it: where its client is connected and how far that client has received. Any thread. */
final class Visit {
    /** Where a client is connected. */
    interface Seat {
        /** Another connection has taken the conversation. Any thread. */
        void replaced();
    }

    private static final long UNKNOWN = -1;

    // written once
    private final String conversationId;
    private final String resume;
    private final boolean byIntegrator;

    // any thread
    private final AtomicLong delivered;
    private final AtomicReference<@Nullable Seat> seat = new AtomicReference<>();
    private volatile Instant idleSince;
    private volatile boolean ended;

    private Visit(String conversationId, String resume, boolean byIntegrator, long delivered, Instant now) {
        this.conversationId = conversationId;
        this.resume = resume;
        this.byIntegrator = byIntegrator;
        this.delivered = new AtomicLong(delivered);
        this.idleSince = now;
    }

    static Visit begun(String conversationId, String resume, boolean byIntegrator, Instant now) {
        return new Visit(conversationId, resume, byIntegrator, 0, now);
    }

    /** Known from the journal only: how far its client was is not. */
    static Visit recovered(String conversationId, String resume, Instant now) {
        return new Visit(conversationId, resume, false, UNKNOWN, now);
    }

    String conversationId() {
        return conversationId;
    }

    String resume() {
        return resume;
    }

    boolean byIntegrator() {
        return byIntegrator;
    }

    /** The number of the last line that has surely arrived; negative when that isn't known. */
    long delivered() {
        return delivered.get();
    }

    void delivered(long number) {
        delivered.accumulateAndGet(number, Math::max);
    }

    /** Takes the seat; whoever had it is told. */
    void take(Seat newcomer) {
        Seat old = seat.getAndSet(newcomer);
        if (old != null && old != newcomer) {
            old.replaced();
        }
    }

    /** Gives the seat up, unless somebody else has it by now. */
    void leave(Seat leaving, Instant now) {
        idleSince = now;
        seat.compareAndSet(leaving, null);
    }

    boolean isSeated() {
        return seat.get() != null;
    }

    void touch(Instant now) {
        idleSince = now;
    }

    Instant idleSince() {
        return idleSince;
    }

    void end(Instant now) {
        idleSince = now;
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }
}
