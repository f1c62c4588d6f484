package dev.sotto.orchestrator.memory;

import static dev.sotto.orchestrator.memory.AnswerStore.instant;
import static dev.sotto.orchestrator.memory.AnswerStore.utc;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.journal.JsonText;
import dev.sotto.orchestrator.message.ToMemory.Change;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules in the table {@code proposed_rule}, and who changed them. Thread-safe. */
final class RuleStore {
    /** How many are listed, and how many may be live at once. */
    static final int MOST = 200;

    private static final TypeReference<List<Condition>> CONDITIONS = new TypeReference<>() {};
    private static final String COLUMNS = """
            id, state, task, point, kind, question, embedding, conditions::text, words, answer, label, answer_text, evidence,
            agents, base_helped, base_failed, agreed, disagreed, streak, applied, helped, failed, proposed_at, expires_at,
            closed_at""";
    private static final String SELECT = "select " + COLUMNS + " from proposed_rule ";
    private static final String INSERT = """
            insert into proposed_rule (id, state, task, point, kind, question, embedding, conditions, words, answer, label,
            answer_text, evidence, agents, base_helped, base_failed, proposed_at, expires_at)
            select $1, $2, $3, $4, $5, $6, $7, cast($8 as text)::json, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
            where (select count(*) from proposed_rule where state in ('proposed', 'shadow', 'on')) <""" + " " + MOST;
    private static final String MOVE = """
            update proposed_rule set state = $3, closed_at = $4 where id = $1 and state = $2 returning\s""" + COLUMNS;
    private static final String SCORE = """
            update proposed_rule set agreed = agreed + $2, disagreed = disagreed + $3,
            streak = case when $3 > 0 then streak + $3 when $2 > 0 then 0 else streak end,
            applied = applied + $4, helped = helped + $5, failed = failed + $6 where id = $1""";

    private final Pool pool;

    RuleStore(Pool pool) {
        this.pool = pool;
    }

    /** Proposed, in shadow or on. */
    Future<List<Rule>> live() {
        return query("where state in ('proposed', 'shadow', 'on') order by proposed_at limit $1", Tuple.of(MOST));
    }

    /** All of a point's that are not older than a moment. */
    Future<List<Rule>> of(Question question, Instant after) {
        return query(
                "where task = $1 and point = $2 and kind = $3 and proposed_at > $4 order by proposed_at desc limit $5",
                Tuple.of(question.task(), question.point(), question.kind().name(), utc(after), MOST));
    }

    /** Newest first; {@code state} null: all. */
    Future<List<Rule>> list(@Nullable RuleState state) {
        return query(
                "where cast($1 as text) is null or state = $1 order by proposed_at desc limit $2",
                Tuple.of(state == null ? null : state.wire(), MOST));
    }

    Future<@Nullable Rule> find(String id) {
        return query("where id = $1", Tuple.of(id)).map(rules -> rules.isEmpty() ? null : rules.get(0));
    }

    Future<List<Change>> changes(String id) {
        return pool.preparedQuery(
                        "select at, who, from_state, to_state, reason from proposed_rule_change where rule = $1 order by at limit 200")
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().map(RuleStore::change).toList());
    }

    /** Does nothing when too many are live already. */
    Future<Void> insert(SqlClient client, Rule rule) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.from(List.of(
                        rule.id(),
                        rule.state().wire(),
                        rule.task(),
                        rule.point(),
                        rule.kind().name(),
                        rule.question(),
                        Buffer.buffer(rule.vector().packed()),
                        JsonText.write(rule.conditions()),
                        rule.words().toArray(new String[0]),
                        rule.given().kind().name(),
                        rule.given().label(),
                        rule.given().text(),
                        rule.evidence().toArray(new String[0]),
                        rule.agents().toArray(new String[0]),
                        rule.score().baseHelped(),
                        rule.score().baseFailed(),
                        utc(rule.proposedAt()),
                        utc(rule.expiresAt()))))
                .mapEmpty();
    }

    /** People answered what it covers, the same or not. */
    Future<Void> compared(SqlClient client, String id, boolean same) {
        return score(client, Tuple.of(id, same ? 1 : 0, same ? 0 : 1, 0, 0, 0));
    }

    Future<Void> applied(SqlClient client, String id) {
        return score(client, Tuple.of(id, 0, 0, 1, 0, 0));
    }

    /** A conversation that it answered has ended. */
    Future<Void> ended(SqlClient client, String id, boolean well) {
        return score(client, Tuple.of(id, 0, 0, 0, well ? 1 : 0, well ? 0 : 1));
    }

    private static Future<Void> score(SqlClient client, Tuple parameters) {
        return client.preparedQuery(SCORE).execute(parameters).mapEmpty();
    }

    /** The rule in its new state, with who did it written down; null when it was not in the old one. */
    Future<@Nullable Rule> move(String id, RuleState from, RuleState to, Change change) {
        Instant closed = to.live() ? null : change.at();
        return pool.withTransaction(connection -> connection
                .preparedQuery(MOVE)
                .execute(Tuple.of(id, from.wire(), to.wire(), closed == null ? null : utc(closed)))
                .compose(rows -> rows.rowCount() == 0
                        ? Future.<@Nullable Rule>succeededFuture(null)
                        : note(connection, id, change)
                                .map(done -> rule(rows.iterator().next()))));
    }

    private static Future<Void> note(SqlClient client, String id, Change change) {
        return client.preparedQuery("insert into proposed_rule_change (rule, at, who, from_state, to_state, reason)"
                        + " values ($1, $2, $3, $4, $5, $6)")
                .execute(Tuple.of(id, utc(change.at()), change.who(), change.from(), change.to(), change.reason()))
                .mapEmpty();
    }

    /** Forgets rules that ended before a moment. */
    Future<Integer> trim(Instant older) {
        return pool.preparedQuery("delete from proposed_rule where closed_at < $1")
                .execute(Tuple.of(utc(older)))
                .map(rows -> rows.rowCount());
    }

    private Future<List<Rule>> query(String where, Tuple parameters) {
        return pool.preparedQuery(SELECT + where)
                .execute(parameters)
                .map(rows -> rows.stream().map(RuleStore::rule).toList());
    }

    private static Rule rule(Row row) {
        return new Rule(
                row.getString(0),
                RuleState.parse(row.getString(1)).orElseThrow(),
                row.getString(2),
                row.getString(3),
                ConsultKind.valueOf(row.getString(4)),
                row.getString(5),
                Vector.packed(row.getBuffer(6).getBytes()),
                conditions(row.getString(7)),
                List.of(row.getArrayOfStrings(8)),
                new Given(AnswerKind.valueOf(row.getString(9)), row.getString(10), row.getString(11)),
                List.of(row.getArrayOfStrings(12)),
                List.of(row.getArrayOfStrings(13)),
                score(row),
                row.getOffsetDateTime(22).toInstant(),
                row.getOffsetDateTime(23).toInstant(),
                instant(row.getOffsetDateTime(24)));
    }

    private static Rule.Score score(Row row) {
        return new Rule.Score(
                row.getInteger(14),
                row.getInteger(15),
                row.getInteger(16),
                row.getInteger(17),
                row.getInteger(18),
                row.getInteger(19),
                row.getInteger(20),
                row.getInteger(21));
    }

    private static List<Condition> conditions(String json) {
        try {
            return JsonText.mapper().readValue(json, CONDITIONS);
        } catch (IOException e) {
            throw new UncheckedIOException("unreadable conditions", e);
        }
    }

    private static Change change(Row row) {
        return new Change(
                row.getOffsetDateTime(0).toInstant(),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4));
    }
}
