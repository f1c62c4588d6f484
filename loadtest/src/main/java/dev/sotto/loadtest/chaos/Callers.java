package dev.sotto.loadtest.chaos;

import dev.sotto.loadtest.audit.Told;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.VirtualCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/** So many people on the phone all the time: whose call is over is followed by another. Each has draws of its own. */
final class Callers {
    private static final Duration STEP = Duration.ofSeconds(12);
    private static final long ANSWERED_WITHIN_MILLIS = 2_000;
    private static final long PROBE_MILLIS = 1_000;

    private final Vertx vertx;
    private final Telephone telephone;
    private final Told told;
    private final Signs signs;
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private volatile boolean ending;

    /** One call that is over; times of {@link System#nanoTime}. */
    record Ended(long beganNanos, long endedNanos, CallResult result) {
        boolean livedIn(long fromNanos, long toNanos) {
            return beganNanos <= toNanos && endedNanos >= fromNanos;
        }

        String outcome() {
            return result.outcome().name().toLowerCase(Locale.ROOT);
        }
    }

    Callers(Vertx vertx, Telephone telephone, Told told, Signs signs) {
        this.vertx = vertx;
        this.telephone = telephone;
        this.told = told;
        this.signs = signs;
    }

    /** Wants a refund: says so, keys the order's number, waits for what a person decides, and goes. */
    static Script script() {
        return Script.named("refund")
                .within(STEP)
                .listen()
                .say(ScriptedRecogniser.SENTENCE)
                .listen()
                .keys("730264")
                .listen()
                .pause(Duration.ofSeconds(4))
                .listen()
                .hangUp();
    }

    /** Completes when all of them have hung up for good, which they do after {@link #end}. */
    Future<Void> start(int lines, long seed) {
        List<Future<Void>> all = new ArrayList<>();
        all.add(probe());
        for (int line = 0; line < lines; line++) {
            all.add(goOn(new SplittableRandom(seed * 1_000 + line)));
        }
        return Future.join(all).otherwiseEmpty().mapEmpty();
    }

    /** One who only wants to know whether anybody is there: dials once a second, listens for the first sound, hangs up. */
    private Future<Void> probe() {
        if (ending) {
            return Future.succeededFuture();
        }
        return Future.join(
                        vertx.timer(PROBE_MILLIS),
                        telephone.call("shop", probing()).compose(this::listened))
                .otherwiseEmpty()
                .compose(over -> probe());
    }

    private static Script probing() {
        return Script.named("probe").within(Duration.ofSeconds(2)).untilSound().hangUp();
    }

    private Future<CallResult> listened(VirtualCaller caller) {
        impatience(caller);
        caller.heard().onSuccess(sound -> signs.see(Signs.Kind.CALL, System.nanoTime()));
        return caller.result();
    }

    void end() {
        ending = true;
    }

    List<Ended> ended() {
        return List.copyOf(ended);
    }

    private Future<Void> goOn(SplittableRandom random) {
        if (ending) {
            return Future.succeededFuture();
        }
        return vertx.timer(200 + random.nextInt(1_200)).compose(now -> call()).compose(over -> goOn(random));
    }

    private Future<?> call() {
        long began = System.nanoTime();
        return telephone
                .call("shop", script())
                .compose(this::listened)
                .onSuccess(result -> {
                    ended.add(new Ended(began, System.nanoTime(), result));
                    told.note(new Told.Called(
                            result.callId(), result.outcome().name().toLowerCase(Locale.ROOT), result.detail()));
                })
                .otherwiseEmpty();
    }

    private void impatience(VirtualCaller caller) {
        vertx.setTimer(ANSWERED_WITHIN_MILLIS, late -> {
            if (!caller.answered().isComplete()) {
                caller.hangUp();
            }
        });
    }
}
