package dev.sotto.gateway.outbound;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders in the table {@code outbound_call}. Thread-safe. */
final class OrderStore implements Orders {
    private static final String COLUMNS = "id, conversation, state, target, caller_id, trunk, variables, answer_within,"
            + " on_machine, idempotency_key, fingerprint, promise, promised_in, carried, tries, created_at, due_at,"
            + " answered_at, ended_at, outcome, status";
    private static final String SELECT = "select " + COLUMNS + " from outbound_call ";
    private static final String ADD = "insert into outbound_call (" + COLUMNS + ") values ($1, $2, $3, $4, $5, $6,"
            + " $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) on conflict do nothing";
    private static final String SAVE = """
            update outbound_call set state = $2, tries = $3, due_at = $4, answered_at = $5, ended_at = $6, outcome = $7,
            status = $8, placed_at = case when $2 = 'trying' then $9 else placed_at end
            where id = $1 and state <> 'ended'""";

    private final Pool pool;

    OrderStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Order> add(Order order) {
        return pool.preparedQuery(ADD)
                .execute(row(order))
                .compose(added -> added.rowCount() == 1 ? Future.succeededFuture(order) : known(order));
    }

    private Future<Order> known(Order order) {
        return pool.preparedQuery(SELECT + "where idempotency_key = $1 or promise = $2")
                .execute(Tuple.of(order.key(), order.promise()))
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture("an order that is neither new nor known: " + order.id())
                        : Future.succeededFuture(orders(rows).get(0)));
    }

    @Override
    public Future<Void> save(Order order) {
        return pool.preparedQuery(SAVE)
                .execute(Tuple.from(new Object[] {
                    order.id(),
                    order.state().wire(),
                    order.tries(),
                    utc(order.dueAt()),
                    utc(order.answeredAt()),
                    utc(order.endedAt()),
                    order.outcome(),
                    order.status(),
                    OffsetDateTime.now(ZoneOffset.UTC)
                }))
                .mapEmpty();
    }

    @Override
    public Future<List<Order>> open() {
        return pool.query(SELECT + "where state <> 'ended' order by due_at")
                .execute()
                .map(OrderStore::orders);
    }

    @Override
    public Future<List<Order>> endedSince(Instant since) {
        return pool.preparedQuery(SELECT + "where state = 'ended' and ended_at > $1 order by ended_at desc limit 1000")
                .execute(Tuple.of(utc(since)))
                .map(OrderStore::orders);
    }

    @Override
    public Future<@Nullable Order> find(String id) {
        return pool.preparedQuery(SELECT + "where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> orders(rows).stream().findFirst().orElse(null));
    }

    @Override
    public Future<List<Order>> list(List<String> states, int limit) {
        return pool.preparedQuery(SELECT + "where state = any($1) order by created_at desc limit $2")
                .execute(Tuple.of(states.toArray(new String[0]), limit))
                .map(OrderStore::orders);
    }

    @Override
    public Future<Map<String, Instant>> placedSince(Instant since) {
        return pool.preparedQuery(
                        "select target, max(placed_at) from outbound_call where placed_at > $1 group by target")
                .execute(Tuple.of(utc(since)))
                .map(rows -> {
                    Map<String, Instant> placed = new HashMap<>();
                    rows.forEach(row -> placed.put(
                            row.getString(0), row.getOffsetDateTime(1).toInstant()));
                    return placed;
                });
    }

    private static Tuple row(Order order) {
        return Tuple.from(new Object[] {
            order.id(),
            order.conversation(),
            order.state().wire(),
            order.target(),
            order.callerId(),
            order.trunk(),
            json(order.variables()),
            order.answerWithin().toMillis(),
            order.onMachine(),
            order.key(),
            order.fingerprint(),
            order.promise(),
            order.promisedIn(),
            order.carried(),
            order.tries(),
            utc(order.createdAt()),
            utc(order.dueAt()),
            utc(order.answeredAt()),
            utc(order.endedAt()),
            order.outcome(),
            order.status()
        });
    }

    private static JsonObject json(Map<String, String> variables) {
        JsonObject json = new JsonObject();
        variables.forEach(json::put);
        return json;
    }

    private static List<Order> orders(RowSet<Row> rows) {
        return rows.stream().map(OrderStore::order).toList();
    }

    private static Order order(Row row) {
        Map<String, String> variables = new HashMap<>();
        row.getJsonObject("variables")
                .forEach(field -> variables.put(field.getKey(), String.valueOf(field.getValue())));
        return new Order(
                row.getString("id"),
                row.getString("conversation"),
                OrderState.of(row.getString("state")),
                row.getString("target"),
                row.getString("caller_id"),
                row.getString("trunk"),
                variables,
                Duration.ofMillis(row.getLong("answer_within")),
                row.getString("on_machine"),
                row.getString("idempotency_key"),
                row.getString("fingerprint"),
                row.getString("promise"),
                row.getString("promised_in"),
                row.getString("carried"),
                row.getInteger("tries"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("due_at").toInstant(),
                instant(row.getOffsetDateTime("answered_at")),
                instant(row.getOffsetDateTime("ended_at")),
                row.getString("outcome"),
                row.getInteger("status"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
