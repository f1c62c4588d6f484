package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.Hold;
import dev.sotto.orchestrator.journal.JsonText;
import dev.sotto.orchestrator.tool.ApprovalTokens;
import dev.sotto.orchestrator.tool.GrantedApproval;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cards in the table {@code guidance}. A card leaves the open states once, by compare-and-set, whoever tries. */
final class GuidanceStore {
    private static final String IS_OPEN = "state in ('OPEN', 'OFFERED', 'ACCEPTED')";
    private static final String SELECT = """
            select request::text, state, holds::text, passed, approvals::text, answer::text, withdrawn_for, version,
            closed_at, delivered,
            exists (select 1 from conversation c where c.id = g.conversation and c.state = 'ended')
            from guidance g\s""";
    private static final String INSERT = """
            insert into guidance (id, node, conversation, state, request, created_at, answer_by, likely)
            values ($1, $2, $3, 'OPEN', cast($4 as text)::json, $5, $6, $7) on conflict (id) do nothing""";
    private static final String MOVE = """
            update guidance set state = $2, holds = cast($3 as text)::json, passed = $4, version = $5
            where id = $1 and version < $5 and\s""" + IS_OPEN;
    // nobody waits for what was only likely: its expiry needs no delivery
    private static final String CLOSE = """
            update guidance set state = $2, holds = cast($3 as text)::json, withdrawn_for = $4, version = $5,
            closed_at = $6, delivered = likely and cast($2 as text) = 'EXPIRED' where id = $1 and\s""" + IS_OPEN;
    // an answer counts only in time, while somebody is there to hear it, and after as many approvals as it knows of
    private static final String COUNTS = " where id = $1 and " + IS_OPEN
            + " and answer_by > $2 and (cast($3 as integer) is null or json_array_length(approvals) = $3) and not exists"
            + " (select 1 from conversation c where c.id = guidance.conversation and c.state = 'ended') returning id)";
    private static final String AUDITED = " insert into guidance_audit (guidance, at, who, what, outcome, detail)"
            + " select id, cast($2 as timestamptz), cast($4 as text), 'answered', 'accepted', cast($5 as text) from done";
    private static final String ANSWER = """
            with done as (update guidance set state = $6, holds = cast($7 as text)::json, version = $8,
            answer = cast($9 as text)::json, closed_at = $2""" + COUNTS + AUDITED;
    private static final String APPROVE = """
            with done as (update guidance set approvals = cast($6 as text)::json""" + COUNTS + AUDITED;
    private static final String PROMOTE = """
            update guidance set request = cast($2 as text)::json, likely = false, created_at = $3, answer_by = $4,
            approvals = case when $5 and state <> 'EXPIRED' then approvals else '[]'::json end,
            holds = case when state = 'EXPIRED' then '[]'::json else holds end,
            state = case when state = 'EXPIRED' then 'OPEN' else state end, closed_at = null, delivered = false
            where id = $1 and likely and (state = 'EXPIRED' or\s""" + IS_OPEN + ")";

    /** An answer that won, and the token it granted, if it approved something. */
    record Won(@Nullable String token) {
        @Override
        public String toString() {
            return token == null ? "Won" : "Won[with an approval]";
        }
    }

    private final Pool pool;
    private final ApprovalTokens tokens;
    private final String node;

    GuidanceStore(Pool pool, ApprovalTokens tokens, String node) {
        this.pool = pool;
        this.tokens = tokens;
        this.node = node;
    }

    /** True when the request is new; false when it was asked before. Durable either way. */
    Future<Boolean> insert(GuidanceRequest request) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(
                        request.id(),
                        node,
                        request.conversationId(),
                        JsonText.write(request),
                        utc(request.createdAt()),
                        utc(request.answerBy()),
                        request.terms().likely()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Writes who holds an open card. Older moves and moves of closed cards change nothing. */
    Future<Void> move(Card card) {
        return pool.preparedQuery(MOVE)
                .execute(Tuple.from(new Object[] {
                    card.id(),
                    card.state().name(),
                    JsonText.write(card.holds()),
                    card.passed().keySet().toArray(new String[0]),
                    card.version()
                }))
                .mapEmpty();
    }

    /** True when the card was open and now has these proposals. */
    Future<Boolean> propose(GuidanceRequest request) {
        return pool.preparedQuery("update guidance set request = cast($2 as text)::json where id = $1 and " + IS_OPEN)
                .execute(Tuple.of(request.id(), JsonText.write(request)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends a card by expiry or withdrawal. False when it had ended before. */
    Future<Boolean> close(Card closed, Instant at) {
        return pool.preparedQuery(CLOSE)
                .execute(Tuple.from(new Object[] {
                    closed.id(),
                    closed.state().name(),
                    JsonText.write(closed.holds()),
                    closed.withdrawn() == null ? null : closed.withdrawn().name(),
                    closed.version(),
                    utc(at)
                }))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Ends a card by an answer, together with the approval it grants. Null when another end came first, or another
     * approval than the card knows of. Fails, and leaves the card as it was, when fewer different people granted it than
     * the request takes.
     *
     * @param detail what the audit should say besides
     */
    Future<@Nullable Won> answer(
            Card answered, @Nullable GrantedApproval approval, boolean approves, @Nullable String detail) {
        Tuple values = answerOf(answered, approves, detail);
        if (approval == null) {
            return counts(pool, ANSWER, values).map(won -> won ? new Won(null) : null);
        }
        return pool.withTransaction(connection -> counts(connection, ANSWER, values)
                .compose(won -> won
                        ? tokens.grant(connection, approval).map(Won::new)
                        : Future.<@Nullable Won>succeededFuture(null)));
    }

    /** The first of two approvals. False when the card has ended or somebody else's came first. */
    Future<Boolean> approve(Card card, GuidanceAnswer first, @Nullable String detail) {
        return counts(
                pool,
                APPROVE,
                Tuple.of(
                        card.id(),
                        utc(first.at()),
                        card.approvals().size(),
                        first.agent(),
                        detail,
                        JsonText.write(List.of(first))));
    }

    /** What was likely is asked now. False when it is no longer likely. */
    Future<Boolean> promote(GuidanceRequest real, boolean keepApprovals) {
        return pool.preparedQuery(PROMOTE)
                .execute(Tuple.of(
                        real.id(), JsonText.write(real), utc(real.createdAt()), utc(real.answerBy()), keepApprovals))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<@Nullable StoredCard> find(String id) {
        return query("where id = $1", Tuple.of(id)).map(cards -> cards.isEmpty() ? null : cards.get(0));
    }

    /** This node's open cards. */
    Future<List<StoredCard>> open() {
        return query("where node = $1 and " + IS_OPEN + " order by answer_by", Tuple.of(node));
    }

    /** This node's ends that no conversation has acknowledged, of conversations that still live. */
    Future<List<StoredCard>> undelivered(int limit) {
        return query(
                "where node = $1 and state in ('ANSWERED', 'DECLINED', 'EXPIRED') and not delivered and not exists"
                        + " (select 1 from conversation c where c.id = g.conversation and c.state = 'ended')"
                        + " order by closed_at limit $2",
                Tuple.of(node, limit));
    }

    /** Newest first. */
    Future<List<StoredCard>> list(@Nullable GuidanceState state, int limit) {
        return query(
                "where cast($1 as text) is null or state = $1 order by created_at desc limit $2",
                Tuple.of(state == null ? null : state.name(), limit));
    }

    /** Newest first. */
    Future<List<StoredCard>> settled(Instant since, int limit) {
        return query("where closed_at >= $1 order by closed_at desc limit $2", Tuple.of(utc(since), limit));
    }

    Future<Void> delivered(String id) {
        return pool.preparedQuery("update guidance set delivered = true where id = $1")
                .execute(Tuple.of(id))
                .mapEmpty();
    }

    Future<@Nullable String> token(String id) {
        return tokens.ofGuidance(id);
    }

    private Future<List<StoredCard>> query(String where, Tuple parameters) {
        return pool.preparedQuery(SELECT + where)
                .execute(parameters)
                .map(rows -> rows.stream().map(GuidanceStore::stored).toList());
    }

    private static Tuple answerOf(Card answered, boolean approves, @Nullable String detail) {
        GuidanceAnswer answer = Objects.requireNonNull(answered.answer());
        return Tuple.from(new Object[] {
            answered.id(),
            utc(answer.at()),
            approves ? answered.approvals().size() : null,
            answer.agent(),
            detail,
            answered.state().name(),
            JsonText.write(answered.holds()),
            answered.version(),
            JsonText.write(answer)
        });
    }

    private static Future<Boolean> counts(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() == 1);
    }

    private static StoredCard stored(Row row) {
        String answer = row.getString(5);
        String withdrawn = row.getString(6);
        var passed = Arrays.stream(row.getArrayOfStrings(3))
                .collect(Collectors.toMap(agent -> agent, agent -> Instant.EPOCH));
        var card = new Card(
                JsonText.read(row.getString(0), GuidanceRequest.class),
                GuidanceState.valueOf(row.getString(1)),
                List.of(JsonText.read(row.getString(2), Hold[].class)),
                passed,
                List.of(JsonText.read(row.getString(4), GuidanceAnswer[].class)),
                answer == null ? null : JsonText.read(answer, GuidanceAnswer.class),
                withdrawn == null ? null : WithdrawReason.valueOf(withdrawn),
                row.getInteger(7));
        return new StoredCard(card, instant(row.getOffsetDateTime(8)), row.getBoolean(9), row.getBoolean(10));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
