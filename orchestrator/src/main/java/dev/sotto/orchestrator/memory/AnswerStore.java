package dev.sotto.orchestrator.memory;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest.Fact;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.journal.JsonText;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembered answers in the table {@code memory_answer}. Thread-safe. */
final class AnswerStore {
    /** How many of the newest answers of a point are looked at. */
    static final int LOOKED_AT = 500;
    /** How many of a point are kept. */
    static final int MOST_PER_POINT = 5_000;

    private static final TypeReference<List<Fact>> FACTS = new TypeReference<>() {};
    private static final String SELECT = """
            select guidance, conversation, task, point, kind, risk, question, facts::text, embedding, answer, label,
            answer_text, tellable, agent, at, outcome from memory_answer\s""";
    private static final String INSERT = """
            insert into memory_answer (guidance, conversation, task, point, kind, risk, question, facts, embedding, answer,
            label, answer_text, tellable, agent, at)
            values ($1, $2, $3, $4, $5, $6, $7, cast($8 as text)::json, $9, $10, $11, $12, $13, $14, $15)
            on conflict (guidance) do nothing""";
    private static final String TRIM = """
            delete from memory_answer where at < $1 or guidance in (select guidance from
            (select guidance, row_number() over (partition by task, point, kind order by at desc) as place from memory_answer)
            as placed where place > $2)""";

    private final Pool pool;

    AnswerStore(Pool pool) {
        this.pool = pool;
    }

    /** Answers given at the question's point after a moment, newest first. */
    Future<List<Remembered>> newest(Question question, Instant after) {
        return query(
                pool,
                "where task = $1 and point = $2 and kind = $3 and at > $4 order by at desc limit $5",
                Tuple.of(question.task(), question.point(), question.kind().name(), utc(after), LOOKED_AT));
    }

    Future<List<Remembered>> byGuidance(List<String> ids) {
        return query(pool, "where guidance = any($1) order by at", Tuple.of(ids.toArray(new String[0])));
    }

    /** Answers whose conversation has ended and whose outcome is not known, oldest first. */
    Future<List<Remembered>> ended(int limit) {
        return query(
                pool,
                "m where outcome is null and exists"
                        + " (select 1 from conversation c where c.id = m.conversation and c.state = 'ended')"
                        + " order by at limit $1",
                Tuple.of(limit));
    }

    /** When the latest of them was given; null when nothing is remembered. */
    Future<@Nullable Instant> latest() {
        return pool.query("select max(at) from memory_answer")
                .execute()
                .map(rows -> instant(rows.iterator().next().getOffsetDateTime(0)));
    }

    /** False when it was remembered before. */
    Future<Boolean> insert(SqlClient client, Remembered answer) {
        Question question = answer.question();
        return client.preparedQuery(INSERT)
                .execute(Tuple.from(List.of(
                        answer.guidance(),
                        answer.conversation(),
                        question.task(),
                        question.point(),
                        question.kind().name(),
                        question.risk().name(),
                        question.words(),
                        JsonText.write(question.facts()),
                        Buffer.buffer(answer.vector().packed()),
                        answer.given().kind().name(),
                        answer.given().label(),
                        answer.given().text(),
                        answer.tellable(),
                        answer.agent(),
                        utc(answer.at()))))
                .map(rows -> rows.rowCount() == 1);
    }

    /** False when it was known before. */
    Future<Boolean> outcome(SqlClient client, String guidance, Outcome outcome) {
        return client.preparedQuery("update memory_answer set outcome = $2 where guidance = $1 and outcome is null")
                .execute(Tuple.of(guidance, outcome.name()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Forgets what is older, and all but the newest of each point. */
    Future<Integer> trim(Instant older) {
        return pool.preparedQuery(TRIM)
                .execute(Tuple.of(utc(older), MOST_PER_POINT))
                .map(rows -> rows.rowCount());
    }

    private static Future<List<Remembered>> query(SqlClient client, String where, Tuple parameters) {
        return client.preparedQuery(SELECT + where)
                .execute(parameters)
                .map(rows -> rows.stream().map(AnswerStore::answer).toList());
    }

    private static Remembered answer(Row row) {
        String outcome = row.getString(15);
        return new Remembered(
                row.getString(0),
                row.getString(1),
                new Question(
                        row.getString(2),
                        row.getString(3),
                        ConsultKind.valueOf(row.getString(4)),
                        Risk.valueOf(row.getString(5)),
                        row.getString(6),
                        facts(row.getString(7))),
                Vector.packed(row.getBuffer(8).getBytes()),
                new Given(AnswerKind.valueOf(row.getString(9)), row.getString(10), row.getString(11)),
                row.getBoolean(12),
                row.getString(13),
                row.getOffsetDateTime(14).toInstant(),
                outcome == null ? null : Outcome.valueOf(outcome));
    }

    private static List<Fact> facts(String json) {
        try {
            return JsonText.mapper().readValue(json, FACTS);
        } catch (IOException e) {
            throw new UncheckedIOException("unreadable facts", e);
        }
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
