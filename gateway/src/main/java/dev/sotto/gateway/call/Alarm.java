package dev.sotto.gateway.call;

import io.vertx.core.Vertx;

/** Runs something later on the call's context. */
interface Alarm {
    /** Returns what stops it; stopping what has run, or twice, does nothing. */
    Runnable after(long millis, Runnable action);

    static Alarm of(Vertx vertx) {
        return (millis, action) -> {
            long timer = vertx.setTimer(millis, fired -> action.run());
            return () -> vertx.cancelTimer(timer);
        };
    }
}
