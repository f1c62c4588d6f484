package dev.sotto.gateway.shop;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Answers by idempotency key: the same request again gets the same answer and does nothing. The oldest are forgotten. Any
 * thread; two of the same at once are done once.
 */
final class AnswersGiven {
    private final int most;
    private final Map<String, Given> answers = new ConcurrentHashMap<>();
    private final Queue<String> oldestFirst = new ConcurrentLinkedQueue<>();

    AnswersGiven(int most) {
        this.most = most;
    }

    private record Given(String request, ShopReply reply) {}

    ShopReply once(String key, String request, Supplier<ShopReply> work) {
        Given given = answers.computeIfAbsent(key, fresh -> {
            oldestFirst.add(fresh);
            return new Given(request, work.get());
        });
        while (answers.size() > most) {
            String oldest = oldestFirst.poll();
            if (oldest == null) {
                break;
            }
            answers.remove(oldest);
        }
        return given.request().equals(request)
                ? given.reply()
                : ShopReply.refused(422, "key_reused", "this Idempotency-Key belongs to another request");
    }
}
