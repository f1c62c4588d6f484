package dev.sotto.orchestrator.journal;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether the database answers, and has the embedded server started again when its process has died. One
 * line tells that it is gone, one that it is back.
 */
final class DatabaseWatch {
    static final long EVERY_MILLIS = 1_000;
    /** As long as a call waits for its conversation to begin. */
    static final long PATIENCE_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

    // written once
    private final ContextInternal context;
    private final Supplier<Future<Void>> ping;
    private final Callable<Boolean> revival;
    private final LongSupplier nanos;

    // any thread
    private volatile boolean up = true;

    // watch's context only
    private boolean looking;
    private boolean closed;
    private long goneNanos;
    private long timer = -1;

    /**
     * @param ping completes when the database answers
     * @param revival starts a server that has died; true when it had. On a worker
     */
    DatabaseWatch(VertxInternal vertx, Supplier<Future<Void>> ping, Callable<Boolean> revival, LongSupplier nanos) {
        context = vertx.createEventLoopContext();
        this.ping = ping;
        this.revival = revival;
        this.nanos = nanos;
    }

    DatabaseWatch start() {
        context.runOnContext(go -> timer = context.setPeriodic(EVERY_MILLIS, fired -> look()));
        return this;
    }

    /** As of the last look. Any thread. */
    boolean isUp() {
        return up;
    }

    /** Looks no more; completes when nothing is being started any more. */
    Future<Void> close(Callable<Void> last) {
        context.runOnContext(go -> {
            closed = true;
            context.owner().cancelTimer(timer);
        });
        // in order: behind a server that is just being started
        return context.executeBlocking(last, true);
    }

    private void look() {
        if (looking || closed) {
            return;
        }
        looking = true;
        Future.<Void>future(promise -> ping.get().onComplete(promise))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(answer -> context.runOnContext(go -> {
                    if (answer.succeeded()) {
                        looking = false;
                        back();
                    } else {
                        gone(answer.cause());
                    }
                }));
    }

    private void back() {
        if (!up) {
            up = true;
            LOG.atInfo()
                    .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - goneNanos))
                    .log("The database is back");
        }
    }

    private void gone(Throwable cause) {
        if (up) {
            up = false;
            goneNanos = nanos.getAsLong();
            LOG.atError()
                    .addKeyValue("cause", cause.toString())
                    .log("The database does not answer: no new calls are taken, conversations wait");
        }
        if (closed) {
            looking = false;
            return;
        }
        context.executeBlocking(revival, true).onComplete(revived -> {
            looking = false;
            if (revived.failed()) {
                LOG.atError()
                        .addKeyValue("cause", String.valueOf(revived.cause().getMessage()))
                        .log("The embedded PostgreSQL died and does not start again yet");
            } else if (revived.result()) {
                LOG.atWarn().log("The embedded PostgreSQL had died and was started again");
            }
        });
    }
}
