package dev.sotto.media.session;

import org.slf4j.Logger;

/** Logs bugs that surface up to fifty times a second, once a second. Loop only. */
final class FailureLog {
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private final Logger log;
    private boolean logged;
    private long lastNanos;
    private long suppressed;

    FailureLog(Logger log) {
        this.log = log;
    }

    void failed(String message, Throwable cause, long nowNanos) {
        if (logged && nowNanos - lastNanos < INTERVAL_NANOS) {
            suppressed++;
            return;
        }
        log.atError().setCause(cause).addKeyValue("suppressed", suppressed).log(message);
        logged = true;
        lastNanos = nowNanos;
        suppressed = 0;
    }
}
