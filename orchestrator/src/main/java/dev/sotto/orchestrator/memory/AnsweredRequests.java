package dev.sotto.orchestrator.memory;

import static dev.sotto.orchestrator.memory.AnswerStore.utc;

import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.journal.JsonText;
import dev.sotto.orchestrator.message.ToMemory.ConsultDay;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the memory reads of the tables of others: requests, conversations, the journal. Thread-safe. */
final class AnsweredRequests {
    /** Answered, and its answer may be learned from. */
    record Answered(GuidanceRequest request, GuidanceAnswer answer, Instant at) {}

    /**
     * How a conversation went on after an answer.
     *
     * @param task what it was about when it ended; empty when nothing was in hand
     * @param later what was asked of people afterwards
     * @param said what the customer said afterwards
     */
    record Aftermath(String task, boolean takenOver, List<GuidanceRequest> later, List<String> said) {}

    private static final Logger LOG = LoggerFactory.getLogger(AnsweredRequests.class);
    private static final int LOOKED_AT = 20;
    private static final String UNREMEMBERED = """
            select request::text, answer::text, closed_at from guidance g
            where state in ('ANSWERED', 'DECLINED') and node = $1 and closed_at > $2 and answer is not null
            and coalesce((request -> 'terms' ->> 'learns')::boolean, false) and request -> 'terms' ->> 'draft' is null
            and not exists (select 1 from memory_answer m where m.guidance = g.id)
            order by closed_at limit $3""";
    private static final String AFTERWARDS = """
            select c.task, coalesce(c.termination, '') like 'transfer%' or exists (select 1 from journal j
            where j.conversation = c.id and j.type = 'TookOver' and j.at >= $2) from conversation c where c.id = $1""";
    private static final String LATER = """
            select request::text from guidance where conversation = $1 and created_at > $2 order by created_at limit $3""";
    private static final String SAID = """
            select data ->> 'text' from journal where conversation = $1 and type = 'CustomerSaid' and at > $2
            order by seq limit $3""";
    private static final String FIGURES = """
            with day as (select generate_series($1::date, $2::date, interval '1 day')::date as day),
            begun as (select (started_at at time zone 'UTC')::date as day, count(*) as conversations
              from conversation where started_at >= $3 group by 1),
            asked as (select (created_at at time zone 'UTC')::date as day, answer ->> 'agent' as agent,
              request -> 'proposals' -> ((answer ->> 'choice')::int - 1) ->> 'origin' is not null
              and (answer ->> 'choice')::int > 0 as remembered
              from guidance where created_at >= $3 and request -> 'terms' ->> 'draft' is null
              and not coalesce((request -> 'terms' ->> 'likely')::boolean, false)),
            counted as (select day, count(*) as consults,
              count(*) filter (where agent is null or agent not like 'rule:%') as people,
              count(*) filter (where agent not like 'rule:%' and remembered) as memory,
              count(*) filter (where agent like 'rule:%') as rule from asked group by 1)
            select day.day, coalesce(conversations, 0)::int, coalesce(consults, 0)::int, coalesce(people, 0)::int,
            coalesce(memory, 0)::int, coalesce(rule, 0)::int
            from day left join begun using (day) left join counted using (day) order by day.day""";

    private final Pool pool;
    private final String node;

    AnsweredRequests(Pool pool, String node) {
        this.pool = pool;
        this.node = node;
    }

    /** This node's answers since a moment that may be learned from and are not remembered yet, oldest first. */
    Future<List<Answered>> unremembered(Instant since, int limit) {
        return pool.preparedQuery(UNREMEMBERED)
                .execute(Tuple.of(node, utc(since), limit))
                .map(rows -> rows.stream()
                        .map(AnsweredRequests::answered)
                        .flatMap(Optional::stream)
                        .toList());
    }

    Future<Aftermath> after(String conversation, Instant answered) {
        Tuple since = Tuple.of(conversation, utc(answered));
        Tuple some = Tuple.of(conversation, utc(answered), LOOKED_AT);
        Future<List<GuidanceRequest>> later = pool.preparedQuery(LATER)
                .execute(some)
                .map(rows -> rows.stream()
                        .map(row -> JsonText.read(row.getString(0), GuidanceRequest.class))
                        .toList());
        Future<List<String>> said = pool.preparedQuery(SAID)
                .execute(some)
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
        return pool.preparedQuery(AFTERWARDS)
                .execute(since)
                .compose(rows -> later.compose(asked -> said.map(words -> {
                    Row row = rows.iterator().next();
                    return new Aftermath(row.getString(0), row.getBoolean(1), asked, words);
                })));
    }

    /** Each day from {@code first} to {@code last}, in UTC. */
    Future<List<ConsultDay>> figures(LocalDate first, LocalDate last) {
        Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        return pool.preparedQuery(FIGURES)
                .execute(Tuple.of(first, last, utc(from)))
                .map(rows -> rows.stream().map(AnsweredRequests::day).toList());
    }

    /** Empty for what another version wrote and this one can't read: it must not keep the others from being remembered. */
    private static Optional<Answered> answered(Row row) {
        try {
            return Optional.of(new Answered(
                    JsonText.read(row.getString(0), GuidanceRequest.class),
                    JsonText.read(row.getString(1), GuidanceAnswer.class),
                    row.getOffsetDateTime(2).toInstant()));
        } catch (UncheckedIOException unreadable) {
            LOG.atWarn()
                    .addKeyValue("at", row.getOffsetDateTime(2))
                    .addKeyValue("cause", unreadable.toString())
                    .log("An answer can't be read and is not remembered");
            return Optional.empty();
        }
    }

    private static ConsultDay day(Row row) {
        return new ConsultDay(
                row.getLocalDate(0),
                row.getInteger(1),
                row.getInteger(2),
                row.getInteger(3),
                row.getInteger(4),
                row.getInteger(5));
    }
}
