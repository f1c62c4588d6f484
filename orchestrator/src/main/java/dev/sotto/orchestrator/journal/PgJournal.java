package dev.sotto.orchestrator.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The journal in PostgreSQL. Thread-safe. */
public final class PgJournal implements Journal {
    private static final int BOUND = 50_000;
    private static final long FIRST_WAIT_MILLIS = 100;
    /** A database that an older version made and nobody has migrated yet. */
    private static final String NO_TABLE = "42P01";

    private static final String CONVERSATION =
            "select id, state, channel, task, node, resume, started_at, ended_at, termination from conversation ";

    // an entry that is there already in the same words counts as written: batches are tried again
    private static final String APPEND = """
            insert into journal (conversation, seq, at, type, data) values ($1, $2, $3, $4, cast($5 as text)::json)
            on conflict (conversation, seq) do update set seq = excluded.seq
            where journal.type = excluded.type and journal.data::text = excluded.data::text""";

    // the same, and what was said because of it: one statement, so it is one round trip and all or nothing
    private static final String APPEND_SAID =
            "with entry as (" + APPEND + " returning conversation, seq, at), told as (" + """
            insert into said (conversation, seq, n, line, party, text, cause, at)
            select entry.conversation, entry.seq, spoken.n, nullif(spoken.line, 0), spoken.party, spoken.text,
            spoken.cause, entry.at
            from entry, unnest($6::bigint[], $7::text[], $8::text[], $9::text[]) with ordinality
            as spoken(line, party, text, cause, n)
            on conflict do nothing)
            select seq from entry""";

    private static final String RECORD = """
            insert into conversation (id, state, channel, task, node, resume, started_at, ended_at, termination)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (id) do update set state = excluded.state, channel = excluded.channel, task = excluded.task,
            node = excluded.node, resume = excluded.resume, started_at = excluded.started_at,
            ended_at = excluded.ended_at, termination = excluded.termination
            where conversation.ended_at is null or excluded.ended_at is not null""";

    private static final int RECORD_TRIES = 60;
    private static final long RECORD_WAIT_MILLIS = 500;

    private final Vertx vertx;
    private final Pool pool;
    private final GroupCommit commits;

    public PgJournal(Vertx vertx, Pool pool, JournalMeters meters) {
        this.vertx = vertx;
        this.pool = pool;
        this.commits =
                new GroupCommit((VertxInternal) vertx, this::write, BOUND, FIRST_WAIT_MILLIS, meters, System::nanoTime);
    }

    @Override
    public Future<Void> append(JournalEntry entry) {
        return commits.append(entry);
    }

    @Override
    public Future<List<JournalEntry>> read(String conversationId) {
        return pool.preparedQuery(
                        "select conversation, seq, at, type, data::text from journal where conversation = $1 order by seq")
                .execute(Tuple.of(conversationId))
                .map(rows -> rows.stream().map(PgJournal::entry).toList());
    }

    @Override
    public Future<List<List<JournalEntry>>> readAll(List<String> conversationIds) {
        return pool.preparedQuery(
                        "select conversation, seq, at, type, data::text from journal where conversation = any($1)"
                                + " order by conversation, seq")
                .execute(Tuple.of(conversationIds.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, List<JournalEntry>> byId = new HashMap<>();
                    rows.forEach(row -> byId.computeIfAbsent(row.getString(0), id -> new ArrayList<>())
                            .add(entry(row)));
                    return conversationIds.stream()
                            .map(id -> byId.getOrDefault(id, List.of()))
                            .toList();
                });
    }

    @Override
    public Future<SortedMap<Long, List<SaidLine>>> said(String conversationId) {
        return pool.preparedQuery(
                        "select seq, line, party, text, cause from said where conversation = $1 order by seq, n")
                .execute(Tuple.of(conversationId))
                .map(rows -> {
                    SortedMap<Long, List<SaidLine>> said = new TreeMap<>();
                    rows.forEach(row -> said.computeIfAbsent(row.getLong(0), seq -> new ArrayList<>())
                            .add(new SaidLine(row.getLong(1), row.getString(2), row.getString(3), row.getString(4))));
                    return said;
                })
                .recover(cause -> cause instanceof PgException refusal && NO_TABLE.equals(refusal.getSqlState())
                        ? Future.succeededFuture(new TreeMap<>())
                        : Future.failedFuture(cause));
    }

    /** Tried again while the database is away, as entries are. A row that says "ended" stays so, whatever comes late. */
    @Override
    public Future<Void> record(ConversationRow row) {
        return record(row, RECORD_TRIES);
    }

    private Future<Void> record(ConversationRow row, int triesLeft) {
        return write(row)
                .recover(cause -> triesLeft > 1 && GroupCommit.isPassing(cause)
                        ? vertx.timer(RECORD_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                                .compose(again -> record(row, triesLeft - 1))
                        : Future.failedFuture(cause));
    }

    private Future<Void> write(ConversationRow row) {
        return pool.preparedQuery(RECORD)
                .execute(Tuple.from(new Object[] {
                    row.id(),
                    row.state(),
                    row.channel(),
                    row.task(),
                    row.node(),
                    row.resume(),
                    utc(row.startedAt()),
                    utc(row.endedAt()),
                    row.termination()
                }))
                .mapEmpty();
    }

    @Override
    public Future<List<ConversationRow>> list(String state, int limit) {
        return pool.preparedQuery(CONVERSATION + "where state = $1 order by started_at desc, id limit $2")
                .execute(Tuple.of(state, limit))
                .map(rows -> rows.stream().map(PgJournal::conversation).toList());
    }

    @Override
    public Future<@Nullable ConversationRow> find(String conversationId) {
        return one("where id = $1", conversationId);
    }

    @Override
    public Future<@Nullable ConversationRow> findByResume(String resume) {
        return one("where resume = $1", resume);
    }

    private Future<@Nullable ConversationRow> one(String where, String key) {
        return pool.preparedQuery(CONVERSATION + where)
                .execute(Tuple.of(key))
                .map(rows ->
                        rows.stream().findFirst().map(PgJournal::conversation).orElse(null));
    }

    private Future<List<Boolean>> write(List<JournalEntry> batch) {
        boolean silent = batch.stream().allMatch(entry -> entry.said().isEmpty());
        List<Tuple> rows =
                batch.stream().map(silent ? PgJournal::fact : PgJournal::told).toList();
        return pool.preparedQuery(silent ? APPEND : APPEND_SAID)
                .executeBatch(rows)
                .map(PgJournal::affected);
    }

    private static Tuple fact(JournalEntry entry) {
        return Tuple.of(entry.conversationId(), entry.seq(), utc(entry.at()), entry.type(), entry.data());
    }

    private static Tuple told(JournalEntry entry) {
        List<SaidLine> said = entry.said();
        return fact(entry)
                .addArrayOfLong(said.stream()
                        .map(line -> line.line() == null ? 0L : line.line())
                        .toArray(Long[]::new))
                .addArrayOfString(said.stream().map(SaidLine::party).toArray(String[]::new))
                .addArrayOfString(said.stream().map(line -> plain(line.text())).toArray(String[]::new))
                .addArrayOfString(said.stream().map(line -> plain(line.cause())).toArray(String[]::new));
    }

    /** PostgreSQL's text has no NUL; one in somebody's words must not cost the conversation. */
    private static String plain(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static List<Boolean> affected(RowSet<Row> first) {
        List<Boolean> there = new ArrayList<>();
        for (@Nullable RowSet<Row> result = first; result != null; result = result.next()) {
            there.add(result.rowCount() == 1);
        }
        return there;
    }

    private static JournalEntry entry(Row row) {
        return new JournalEntry(
                row.getString(0),
                row.getLong(1),
                row.getOffsetDateTime(2).toInstant(),
                row.getString(3),
                row.getString(4));
    }

    private static ConversationRow conversation(Row row) {
        return new ConversationRow(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getOffsetDateTime(6).toInstant(),
                instant(row.getOffsetDateTime(7)),
                row.getString(8));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
