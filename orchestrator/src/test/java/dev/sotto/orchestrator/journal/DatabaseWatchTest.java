package dev.sotto.orchestrator.journal;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean there = new AtomicBoolean(true);
    private final LinkedBlockingQueue<String> revivals = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsRevivedUntilItDoes() throws Exception {
        there.set(false);
        DatabaseWatch watch = watch();

        assertThat(revivals.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(watch.isUp()).isFalse();
        assertThat(revivals.poll(20, TimeUnit.SECONDS)).as("it died again").isNotNull();
        there.set(true);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!watch.isUp() && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(watch.isUp()).isTrue();
    }

    @Test
    void afterTheCloseNothingIsRevived() throws Exception {
        there.set(false);
        DatabaseWatch watch = watch();
        assertThat(revivals.poll(20, TimeUnit.SECONDS)).isNotNull();

        await(watch.close(() -> {
            revivals.clear();
            return null;
        }));

        assertThat(revivals.poll(DatabaseWatch.EVERY_MILLIS * 2, TimeUnit.MILLISECONDS))
                .isNull();
    }

    private DatabaseWatch watch() {
        return new DatabaseWatch(
                        (VertxInternal) vertx,
                        () -> there.get() ? Future.succeededFuture() : Future.failedFuture("gone"),
                        () -> revivals.add("started"),
                        System::nanoTime)
                .start();
    }
}
