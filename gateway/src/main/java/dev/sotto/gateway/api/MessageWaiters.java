package dev.sotto.gateway.api;

import dev.sotto.orchestrator.message.DeskEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Requests that wait for the next line of a conversation. At most {@code MAX} at once; one more doesn't wait. Edge's context only. */
public final class MessageWaiters {
    private static final int MAX = 1_000;

    /** One waiting request. {@link #news} completes when there is something, when the time is up, or at {@link #cancel}. */
    final class Waiter {
        private final String conversationId;
        private final long after;
        private final Promise<Void> news = Promise.promise();
        private long timer = -1;

        private Waiter(String conversationId, long after) {
            this.conversationId = conversationId;
            this.after = after;
        }

        Future<Void> news() {
            return news.future();
        }

        void cancel() {
            vertx.cancelTimer(timer);
            Set<Waiter> others = waiting.get(conversationId);
            if (others != null && others.remove(this)) {
                count--;
                if (others.isEmpty()) {
                    waiting.remove(conversationId);
                }
            }
            news.tryComplete();
        }
    }

    private final Vertx vertx;
    private final Map<String, Set<Waiter>> waiting = new HashMap<>();
    private int count;

    public MessageWaiters(Vertx vertx) {
        this.vertx = vertx;
    }

    Waiter await(String conversationId, long after, Duration wait) {
        var waiter = new Waiter(conversationId, after);
        if (count >= MAX) {
            waiter.cancel();
            return waiter;
        }
        count++;
        waiting.computeIfAbsent(conversationId, id -> new LinkedHashSet<>()).add(waiter);
        waiter.timer = vertx.setTimer(wait.toMillis(), fired -> waiter.cancel());
        return waiter;
    }

    /** What desks are told, these requests hear too. */
    public void on(DeskEvent event) {
        if (event instanceof DeskEvent.TurnAdded added) {
            wake(added.conversationId(), added.line().number());
        } else if (event instanceof DeskEvent.ConversationChanged changed
                && changed.conversation().state().equals("ended")) {
            wake(changed.conversation().id(), Long.MAX_VALUE);
        }
    }

    private void wake(String conversationId, long number) {
        Set.copyOf(waiting.getOrDefault(conversationId, Set.of())).stream()
                .filter(waiter -> number > waiter.after)
                .forEach(Waiter::cancel);
    }
}
