package dev.sotto.gateway.outbound;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table in memory: what it holds is what a crash would leave. */
final class FakeOrders implements Orders {
    final Map<String, Order> rows = new LinkedHashMap<>();
    boolean down;

    Order row(String id) {
        return rows.get(id);
    }

    @Override
    public Future<Order> add(Order order) {
        return rows.values().stream()
                .filter(row -> order.key() != null && order.key().equals(row.key())
                        || order.promise() != null && order.promise().equals(row.promise()))
                .findFirst()
                .map(Future::succeededFuture)
                .orElseGet(() -> {
                    rows.put(order.id(), order);
                    return Future.succeededFuture(order);
                });
    }

    @Override
    public Future<Void> save(Order order) {
        if (down) {
            return Future.failedFuture("the database is down");
        }
        rows.put(order.id(), order);
        return Future.succeededFuture();
    }

    @Override
    public Future<List<Order>> open() {
        return Future.succeededFuture(rows.values().stream().filter(Order::open).toList());
    }

    @Override
    public Future<List<Order>> endedSince(Instant since) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<@Nullable Order> find(String id) {
        return Future.succeededFuture(rows.get(id));
    }

    @Override
    public Future<List<Order>> list(List<String> states, int limit) {
        return Future.succeededFuture(List.copyOf(rows.values()));
    }

    @Override
    public Future<Map<String, Instant>> placedSince(Instant since) {
        return Future.succeededFuture(Map.of());
    }
}
