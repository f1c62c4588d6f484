package dev.sotto.orchestrator.model;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One question to the model: as many attempts as it takes until the first token, then the one that brought it.
 *
 * <pre>
 *   attempt ----------- first token --> streaming --> done
 *      | nothing after hedge_after                \-> failed (stalled, cut, malformed)
 *      +--> second attempt beside it
 *      | 429, 5xx, connection lost
 *      +--> again after a jittered wait, while time lasts
 * </pre>
 *
 * One context.
 */
final class ChatCall implements Attempt.Owner {
    private static final long FIRST_WAIT_MILLIS = 200;

    private final Vertx vertx;
    private final HttpClient client;
    private final ModelSettings settings;
    private final RequestOptions options;
    private final Buffer body;
    private final ChatListener listener;
    private final ModelMeters meters;
    private final DoubleSupplier chance;
    private final long began = System.nanoTime();

    private final List<Attempt> live = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private @Nullable Attempt winner;
    private long idleTimer = -1;
    private int retries;
    private boolean hedged;
    private boolean over;

    ChatCall(
            Vertx vertx,
            HttpClient client,
            ModelSettings settings,
            RequestOptions options,
            Buffer body,
            ChatListener listener,
            ModelMeters meters,
            DoubleSupplier chance) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.options = options;
        this.body = body;
        this.listener = listener;
        this.meters = meters;
        this.chance = chance;
    }

    ChatCall start() {
        after(settings.firstToken(), () -> {
            if (winner == null) {
                fail("no token within " + settings.firstToken().toMillis() + " ms");
            }
        });
        after(settings.total(), () -> fail("not done within " + settings.total().toMillis() + " ms"));
        if (!settings.hedgeAfter().isZero()) {
            after(settings.hedgeAfter(), this::hedge);
        }
        attempt();
        return this;
    }

    /** The answer is not wanted any more: closes its streams. */
    void cancel() {
        if (!over) {
            close();
        }
    }

    boolean over() {
        return over;
    }

    private void attempt() {
        Attempt attempt = new Attempt(this);
        live.add(attempt);
        attempt.start(client, options, body);
    }

    private void hedge() {
        if (winner == null && live.size() == 1 && !hedged) {
            hedged = true;
            meters.triedAgain("hedge");
            attempt();
        }
    }

    @Override
    public void piece(Attempt attempt, String text) {
        if (over || winner != null && winner != attempt) {
            return;
        }
        if (winner == null) {
            winner = attempt;
            meters.firstToken(System.nanoTime() - began);
            live.stream().filter(other -> other != attempt).forEach(Attempt::cancel);
            live.removeIf(other -> other != attempt);
        }
        watchIdle();
        if (!text.isEmpty()) {
            listener.text(text);
        }
    }

    private void watchIdle() {
        if (idleTimer >= 0) {
            vertx.cancelTimer(idleTimer);
        }
        idleTimer = vertx.setTimer(
                Math.max(1, settings.idle().toMillis()),
                fired -> fail("nothing came for " + settings.idle().toMillis() + " ms"));
    }

    @Override
    public void done(Attempt attempt, ChatAnswer answer) {
        if (!over && (winner == null || winner == attempt)) {
            close();
            meters.tokens(answer.tokensIn(), answer.tokensOut());
            listener.done(answer);
        }
    }

    @Override
    public void failed(Attempt attempt, Attempt.Failure failure) {
        live.remove(attempt);
        if (over || !live.isEmpty()) {
            return;
        }
        if (winner != null || !failure.worthRetrying() || retries >= settings.retries()) {
            fail(failure.reason());
            return;
        }
        long backoff = (long) ((FIRST_WAIT_MILLIS << Math.min(retries, 8)) * (0.5 + chance.getAsDouble()));
        long wait = Math.max(backoff, failure.pause().map(Duration::toMillis).orElse(0L));
        long left = settings.firstToken().toMillis() - (System.nanoTime() - began) / 1_000_000;
        if (wait >= left) {
            fail(failure.reason() + ", and there is no time to wait");
            return;
        }
        retries++;
        meters.triedAgain("retry");
        after(Duration.ofMillis(wait), this::attempt);
    }

    private void fail(String reason) {
        if (!over) {
            close();
            listener.failed(reason);
        }
    }

    private void after(Duration time, Runnable action) {
        timers.add(vertx.setTimer(Math.max(1, time.toMillis()), fired -> {
            if (!over) {
                action.run();
            }
        }));
    }

    private void close() {
        over = true;
        timers.forEach(vertx::cancelTimer);
        vertx.cancelTimer(idleTimer);
        live.forEach(Attempt::cancel);
        live.clear();
    }
}
