package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.desk.Capacity;
import dev.sotto.orchestrator.desk.Presence;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Presence that outlives restarts, in the table {@code agent_presence}. */
final class PresenceStore {
    private static final String SAVE = """
            insert into agent_presence (agent, presence, capacity, capacity_voice, capacity_chat, at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (agent) do update set presence = excluded.presence, capacity = excluded.capacity,
            capacity_voice = excluded.capacity_voice, capacity_chat = excluded.capacity_chat, at = excluded.at
            where agent_presence.at <= excluded.at""";

    record Saved(String agent, Presence presence, Capacity capacity) {}

    private final Pool pool;

    PresenceStore(Pool pool) {
        this.pool = pool;
    }

    Future<Void> save(String agent, Presence presence, Capacity capacity, Instant at) {
        return pool.preparedQuery(SAVE)
                .execute(Tuple.of(
                        agent,
                        presence.name(),
                        capacity.total(),
                        capacity.voice(),
                        capacity.chat(),
                        at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    Future<List<Saved>> all() {
        return pool.query("select agent, presence, capacity, capacity_voice, capacity_chat from agent_presence")
                .execute()
                .map(rows -> rows.stream().map(PresenceStore::saved).toList());
    }

    private static Saved saved(Row row) {
        return new Saved(
                row.getString(0),
                Presence.valueOf(row.getString(1)),
                new Capacity(row.getInteger(2), row.getInteger(3), row.getInteger(4)));
    }
}
