package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.experiment.Arrivals;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.VirtualCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The others: calls that are live the whole time. Who is hung up on, or has come to the end of their script, calls again at once. Any
 * thread.
 */
final class Background {
    /** So many calls without an hour of it being over. */
    private static final int ROUNDS = 90;

    private static final Duration PAUSE = Duration.ofSeconds(6);

    private final Vertx vertx;
    private final Telephone telephone;
    private final Kind kind;
    private final double callsPerSecond;
    private final Set<VirtualCaller> callers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger again = new AtomicInteger();

    private volatile boolean over;
    private int wanted;

    /** What they do. */
    enum Kind {
        /** Conversations of the shop line: order status over and over, numbers keyed, answers listened to. */
        KEYS(
                "shop",
                "conversations of the shop line that ask for an order's state, key numbers, listen, wait 6 s, and again: a"
                        + " sentence and four numbers a minute each"),
        /** Lines that hear one phrase over and over: sound without conversation. */
        PROMPT("prompt", "lines that hear a prompt over and over; no conversation");

        final String user;
        final String told;

        Kind(String user, String told) {
            this.user = user;
            this.told = told;
        }

        Script script() {
            Script.Builder script = Script.named("background").within(Duration.ofSeconds(60));
            if (this == PROMPT) {
                return script.pause(Duration.ofHours(1)).hangUp();
            }
            script.listen();
            for (int round = 0; round < ROUNDS; round++) {
                script.say("where is my order").listen();
                // numbers of no order, as often as the shop puts up with: keys and prompts without much for a
                // recogniser
                for (int wrong = 0; wrong < 3; wrong++) {
                    script.pause(PAUSE).keys("999999").listen();
                }
                script.pause(PAUSE).keys("618340").listen().pause(PAUSE);
            }
            return script.hangUp();
        }
    }

    Background(Vertx vertx, Telephone telephone, Kind kind, double callsPerSecond) {
        this.vertx = vertx;
        this.telephone = telephone;
        this.kind = kind;
        this.callsPerSecond = callsPerSecond;
    }

    /** Completes when so many are wanted and have been answered, or were not. */
    Future<Void> grow(int to) {
        int more = Math.max(0, to - wanted);
        wanted = Math.max(wanted, to);
        Duration ramp = Duration.ofMillis((long) (1_000 * more / callsPerSecond));
        List<Future<?>> answered = new ArrayList<>();
        for (Duration after : Arrivals.even(more, ramp)) {
            answered.add(vertx.timer(Math.max(1, after.toMillis())).compose(now -> call()));
        }
        return answered.isEmpty()
                ? Future.succeededFuture()
                : Future.join(answered).transform(joined -> Future.succeededFuture());
    }

    private Future<Void> call() {
        return telephone.call(kind.user, kind.script()).compose(caller -> {
            callers.add(caller);
            caller.result().onSuccess(result -> {
                callers.remove(caller);
                if (!over) {
                    again.incrementAndGet();
                    vertx.timer(1_000).onSuccess(now -> redial());
                }
            });
            return caller.answered();
        });
    }

    private void redial() {
        if (!over) {
            call().onFailure(refused -> {
                // its result has already had it called again
            });
        }
    }

    int live() {
        return callers.size();
    }

    /** How often one of them had to call again. */
    int calledAgain() {
        return again.get();
    }

    /** Everybody hangs up. */
    Future<Void> end() {
        over = true;
        List<Future<?>> gone = new ArrayList<>();
        for (VirtualCaller caller : callers) {
            gone.add(caller.result());
            caller.hangUp();
        }
        return gone.isEmpty() ? Future.succeededFuture() : Future.join(gone).mapEmpty();
    }
}
