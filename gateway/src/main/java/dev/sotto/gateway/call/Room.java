package dev.sotto.gateway.call;

import java.util.concurrent.atomic.AtomicInteger;

/** How many calls there may be, over all event loops. Any thread. */
final class Room {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Room(int most) {
        this.most = most;
    }

    /** Takes a place; false where there is none. */
    boolean enter() {
        return taken.getAndUpdate(now -> now < most ? now + 1 : now) < most;
    }

    void leave() {
        taken.decrementAndGet();
    }

    int taken() {
        return taken.get();
    }
}
