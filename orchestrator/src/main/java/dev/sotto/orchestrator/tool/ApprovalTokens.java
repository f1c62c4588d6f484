package dev.sotto.orchestrator.tool;

import dev.sotto.orchestrator.journal.JsonText;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Approvals as single-use tokens: granted for a tool, exact arguments, one conversation and one customer; consumed in one
 * statement by one call, which may try again under its own id until the token expires. The token is signed so that a tool's
 * own service can check it without asking us; here the database decides. Thread-safe.
 */
public final class ApprovalTokens {
    private static final String KEY_NAME = "approval-es256";
    private static final int ID_BYTES = 16;
    // a grant is repeated after a crash: the same approval gives the same token
    private static final String GRANT = """
            insert into approval_token
            (id, conversation, customer, guidance, tool, arguments, fingerprint, granted_by, required, granted_at,
            expires_at, token)
            values ($1, $2, $3, $4, $5, cast($6 as text)::json, $7, $8, $9, $10, $11, $12)
            on conflict (guidance) do update set guidance = excluded.guidance
            where approval_token.conversation = excluded.conversation and approval_token.tool = excluded.tool
            and approval_token.customer = excluded.customer and approval_token.fingerprint = excluded.fingerprint
            returning token""";
    private static final String OVER =
            "exists (select 1 from conversation c where c.id = t.conversation and c.state = 'ended')";
    // a call that is under way when the customer leaves may finish; a new one doesn't begin
    private static final String CONSUME = """
            update approval_token t set used_by_call = $1, used_at = coalesce(used_at, $2)
            where id = $3 and conversation = $4 and customer = $5 and tool = $6 and fingerprint = $7 and expires_at > $2
            and (used_by_call = $1 or used_by_call is null and revoked_at is null and not\s""" + OVER + ")";
    private static final String STANDS =
            "select conversation, customer, tool, fingerprint, revoked_for, used_by_call, expires_at, " + OVER
                    + " from approval_token t where id = $1";
    private static final String REVOKE = """
            update approval_token set revoked_at = $1, revoked_for = $2
            where guidance = $3 and used_by_call is null and revoked_at is null""";

    private final Pool pool;
    private final ApprovalKey key;
    private final SecureRandom random;
    private final InstantSource clock;

    ApprovalTokens(Pool pool, ApprovalKey key, SecureRandom random, InstantSource clock) {
        this.pool = pool;
        this.key = key;
        this.random = random;
        this.clock = clock;
    }

    /** Reads this installation's key pair, and makes one the first time. */
    public static Future<ApprovalTokens> open(Pool pool, SecureRandom random, InstantSource clock) {
        return pool.preparedQuery("insert into installation_key (name, value) values ($1, $2) on conflict do nothing")
                .execute(Tuple.of(KEY_NAME, Buffer.buffer(ApprovalKey.generate(random))))
                .compose(done -> pool.preparedQuery("select value from installation_key where name = $1")
                        .execute(Tuple.of(KEY_NAME)))
                .map(rows -> rows.iterator().next().getBuffer(0).getBytes())
                .map(kept -> new ApprovalTokens(pool, ApprovalKey.of(kept), random, clock));
    }

    /** The public key as a JWK set (RFC 7517): what a tool's own service checks tokens with. */
    public String publicKeys() {
        return key.publicKeys();
    }

    /** The token, once the approval is durable. Granting the same again gives the same token. */
    public Future<String> grant(GrantedApproval approval) {
        return grant(pool, approval);
    }

    /** As {@link #grant(GrantedApproval)} within the transaction of a connection. Fails with fewer people than it takes. */
    public Future<String> grant(SqlClient connection, GrantedApproval approval) {
        if (!approval.hasEnoughPeople()) {
            return Future.failedFuture("guidance " + approval.guidanceId() + " takes " + approval.required()
                    + " different people, not " + approval.grantedBy());
        }
        ApprovalClaims claims = claims(approval);
        return connection
                .preparedQuery(GRANT)
                .execute(Tuple.from(new Object[] {
                    claims.id(),
                    claims.conversation(),
                    claims.customer(),
                    claims.guidance(),
                    claims.tool(),
                    JsonText.write(approval.with()),
                    claims.args(),
                    claims.approvedBy().toArray(new String[0]),
                    approval.required(),
                    utc(claims.issuedAt()),
                    utc(claims.expiresAt()),
                    key.sign(claims)
                }))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture(rows.iterator().next().getString(0))
                        : Future.failedFuture("guidance " + approval.guidanceId() + " approved something else"));
    }

    private ApprovalClaims claims(GrantedApproval approval) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new ApprovalClaims(
                HexFormat.of().formatHex(id),
                approval.conversationId(),
                approval.customer(),
                approval.guidanceId(),
                approval.tool(),
                ArgumentsFingerprint.of(approval.with()),
                approval.grantedBy(),
                clock.instant(),
                // tokens count in seconds, and the database must agree
                approval.expiresAt().truncatedTo(ChronoUnit.SECONDS));
    }

    /** The token that an answer granted, or null. */
    public Future<@Nullable String> ofGuidance(String guidanceId) {
        return pool.preparedQuery("select token from approval_token where guidance = $1")
                .execute(Tuple.of(guidanceId))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString(0));
    }

    /**
     * Takes back what a request's answer granted: the facts have changed. False when there is nothing to take back: never
     * granted, revoked before, or already used by a call.
     *
     * @param reason why, for whoever reads the refusal
     */
    public Future<Boolean> revoke(String guidanceId, String reason) {
        return pool.preparedQuery(REVOKE)
                .execute(Tuple.of(utc(clock.instant()), reason, guidanceId))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Uses the call's token up. Empty when the gate is open for it, else why not. Fails when the database does. */
    Future<Optional<String>> consume(ToolCall call) {
        if (call.token() == null) {
            return refused(Refusal.MISSING);
        }
        ApprovalKey.Reading reading = key.read(call.token());
        String id = reading.id();
        if (id == null) {
            return refused(reading.refusal() == null ? Refusal.MALFORMED : reading.refusal());
        }
        Instant now = clock.instant();
        String fingerprint = ArgumentsFingerprint.of(call.with());
        return pool.preparedQuery(CONSUME)
                .execute(Tuple.from(new Object[] {
                    call.id(), utc(now), id, call.conversationId(), call.customer(), call.tool(), fingerprint
                }))
                .compose(rows -> rows.rowCount() == 1
                        ? Future.succeededFuture(Optional.empty())
                        : refusal(id, call, fingerprint, now).map(Optional::of));
    }

    private Future<String> refusal(String id, ToolCall call, String fingerprint, Instant now) {
        return pool.preparedQuery(STANDS)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> reason(row, call, fingerprint, now))
                        .orElse(Refusal.UNKNOWN.text));
    }

    private static String reason(Row row, ToolCall call, String fingerprint, Instant now) {
        if (!row.getString(0).equals(call.conversationId())) {
            return Refusal.OTHER_CONVERSATION.text;
        }
        if (!row.getString(1).equals(call.customer())) {
            return Refusal.OTHER_CUSTOMER.text;
        }
        if (!row.getString(2).equals(call.tool())) {
            return Refusal.OTHER_TOOL.text;
        }
        if (!row.getString(3).equals(fingerprint)) {
            return Refusal.OTHER_ARGUMENTS.text;
        }
        if (row.getString(4) != null) {
            return Refusal.REVOKED.text + row.getString(4);
        }
        if (row.getString(5) != null && !row.getString(5).equals(call.id())) {
            return Refusal.USED.text;
        }
        if (!row.getOffsetDateTime(6).toInstant().isAfter(now)) {
            return Refusal.EXPIRED.text;
        }
        return row.getBoolean(7) ? Refusal.ENDED.text : Refusal.USED.text;
    }

    private static Future<Optional<String>> refused(Refusal refusal) {
        return Future.succeededFuture(Optional.of(refusal.text));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
