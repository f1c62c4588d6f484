package dev.sotto.gateway.call;

import dev.sotto.media.session.CallerSilence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of callers who hear nothing of us although it is our turn: one line a second at most over all calls of an event loop,
 * with the number of those that were left out. Loop only.
 */
final class AlarmLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.sotto.silence");
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private boolean logged;
    private long lastNanos;
    private long suppressed;

    void silenceTooLong(String conversationId, CallerSilence silence, String during, long nowNanos) {
        if (admitted(nowNanos)) {
            LOG.atWarn()
                    .addKeyValue("conversationId", conversationId)
                    .addKeyValue("millis", silence.nowMillis())
                    .addKeyValue("during", during)
                    .addKeyValue("suppressed", suppressed)
                    .log("a caller hears silence while it is our turn");
            suppressed = 0;
        }
    }

    void inaudible(String conversationId, long nowNanos) {
        if (admitted(nowNanos)) {
            LOG.atWarn()
                    .addKeyValue("conversationId", conversationId)
                    .addKeyValue("suppressed", suppressed)
                    .log("we are speaking and nothing can be heard");
            suppressed = 0;
        }
    }

    private boolean admitted(long nowNanos) {
        if (logged && nowNanos - lastNanos < INTERVAL_NANOS) {
            suppressed++;
            return false;
        }
        logged = true;
        lastNanos = nowNanos;
        return true;
    }
}
