package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.desk.Card;
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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cards in the table {@code guidance}. A card leaves the open states once, by compare-and-set, whoever tries. */
final class GuidanceStore {
    private static final String IS_OPEN = "state in ('OPEN', 'OFFERED', 'ACCEPTED')";
    private static final String SELECT = """
            select request::text, state, offered_to, offer_until, passed, answer::text, withdrawn_for, version, closed_at,
            delivered, exists (select 1 from conversation c where c.id = g.conversation and c.state = 'ended')
            from guidance g\s""";
    private static final String INSERT = """
            insert into guidance (id, node, conversation, state, request, created_at, answer_by)
            values ($1, $2, $3, 'OPEN', cast($4 as text)::json, $5, $6) on conflict (id) do nothing""";
    private static final String MOVE = """
            update guidance set state = $2, offered_to = $3, offer_until = $4, passed = $5, version = $6
            where id = $1 and version < $6 and\s""" + IS_OPEN;
    private static final String CLOSE = """
            update guidance set state = $2, offered_to = $3, offer_until = null, answer = cast($4 as text)::json,
            withdrawn_for = $5, version = $6, closed_at = $7 where id = $1 and\s""" + IS_OPEN;
    // an answer counts only in time and while somebody is there to hear it
    private static final String ANSWER = CLOSE
            + " and answer_by > $7 and not exists"
            + " (select 1 from conversation c where c.id = guidance.conversation and c.state = 'ended')";

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
                        utc(request.answerBy())))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Writes who holds an open card. Older moves and moves of closed cards change nothing. */
    Future<Void> move(Card card) {
        return pool.preparedQuery(MOVE)
                .execute(Tuple.from(new Object[] {
                    card.id(),
                    card.state().name(),
                    card.agent(),
                    utc(card.offerUntil()),
                    card.passed().toArray(new String[0]),
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
        return close(pool, CLOSE, closed, at);
    }

    /**
     * Ends a card by an answer, together with the one approval it grants. Null when another end came first. Fails, and
     * leaves the card as it was, when fewer different people granted it than the request takes.
     */
    Future<@Nullable Won> answer(Card answered, @Nullable GrantedApproval approval, Instant at) {
        if (approval == null) {
            return close(pool, ANSWER, answered, at).map(won -> won ? new Won(null) : null);
        }
        return pool.withTransaction(connection -> close(connection, ANSWER, answered, at)
                .compose(won -> won
                        ? tokens.grant(connection, approval).map(Won::new)
                        : Future.<@Nullable Won>succeededFuture(null)));
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

    private static Future<Boolean> close(SqlClient client, String sql, Card closed, Instant at) {
        return client.preparedQuery(sql)
                .execute(Tuple.from(new Object[] {
                    closed.id(),
                    closed.state().name(),
                    closed.agent(),
                    closed.answer() == null ? null : JsonText.write(closed.answer()),
                    closed.withdrawn() == null ? null : closed.withdrawn().name(),
                    closed.version(),
                    utc(at)
                }))
                .map(rows -> rows.rowCount() == 1);
    }

    private static StoredCard stored(Row row) {
        String answer = row.getString(5);
        String withdrawn = row.getString(6);
        var card = new Card(
                JsonText.read(row.getString(0), GuidanceRequest.class),
                GuidanceState.valueOf(row.getString(1)),
                row.getString(2),
                instant(row.getOffsetDateTime(3)),
                Set.of(row.getArrayOfStrings(4)),
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
