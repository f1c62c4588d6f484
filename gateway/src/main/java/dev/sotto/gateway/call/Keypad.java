package dev.sotto.gateway.call;

import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * Collects keys into an answer: it is complete at the expected length, at #, or when no further key comes. Call context
 * only.
 */
final class Keypad {
    private static final long PAUSE_MILLIS = 2_500;
    /** After a question that one key answers, a longer number may still be meant: a correction of what was read back. */
    private static final long SHORT_PAUSE_MILLIS = 1_000;

    private static final int LIMIT = 32;

    private final Vertx vertx;
    private final Consumer<String> complete;
    private final StringBuilder keys = new StringBuilder();
    private int expected;
    private long timer = -1;

    Keypad(Vertx vertx, Consumer<String> complete) {
        this.vertx = vertx;
        this.complete = complete;
    }

    /** How many keys make an answer; 0 when open. */
    void expect(int digits) {
        expected = digits;
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    void press(char key) {
        stopTimer();
        if (key == '#') {
            flush();
            return;
        }
        if (keys.length() < LIMIT) {
            keys.append(key);
        }
        if (expected > 1 && keys.length() >= expected) {
            flush();
        } else {
            timer = vertx.setTimer(expected == 1 ? SHORT_PAUSE_MILLIS : PAUSE_MILLIS, fired -> flush());
        }
    }

    void close() {
        stopTimer();
        keys.setLength(0);
    }

    private void flush() {
        stopTimer();
        if (!keys.isEmpty()) {
            String answer = keys.toString();
            keys.setLength(0);
            complete.accept(answer);
        }
    }

    private void stopTimer() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }
}
