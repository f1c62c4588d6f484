package dev.sotto.gateway.outbound;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where orders are kept. */
interface Orders {
    /** Completes with the order when it is durable; with the earlier one where its key or promise is known already. */
    Future<Order> add(Order order);

    /** Completes when the new state is durable. */
    Future<Void> save(Order order);

    Future<List<Order>> open();

    Future<List<Order>> endedSince(Instant since);

    Future<@Nullable Order> find(String id);

    /** Newest first; {@code states} by their wire names. */
    Future<List<Order>> list(List<String> states, int limit);

    /** When each target was last called, as far as that is after {@code since}. */
    Future<Map<String, Instant>> placedSince(Instant since);
}
