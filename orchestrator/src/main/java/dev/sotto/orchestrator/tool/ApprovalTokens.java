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
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Approvals as single-use tokens in the database: granted for a tool, exact arguments and one conversation, consumed in
 * one statement by one call, which may try again under its own id. Thread-safe.
 */
public final class ApprovalTokens {
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 16;
    // a grant is repeated after a crash: the same approval gives the same token
    private static final String GRANT = """
            insert into approval_token
            (id, conversation, guidance, tool, arguments, fingerprint, granted_by, granted_at, expires_at)
            values ($1, $2, $3, $4, cast($5 as text)::json, $6, $7, $8, $9)
            on conflict (guidance) do update set guidance = excluded.guidance
            where approval_token.conversation = excluded.conversation and approval_token.tool = excluded.tool
            and approval_token.fingerprint = excluded.fingerprint
            returning id""";
    private static final String CONSUME = """
            update approval_token set used_by_call = $1, used_at = coalesce(used_at, $2)
            where id = $3 and conversation = $4 and tool = $5 and fingerprint = $6 and expires_at > $2
            and (used_by_call is null or used_by_call = $1)""";

    private final Pool pool;
    private final TokenSigner signer;
    private final SecureRandom random;
    private final InstantSource clock;

    private ApprovalTokens(Pool pool, TokenSigner signer, SecureRandom random, InstantSource clock) {
        this.pool = pool;
        this.signer = signer;
        this.random = random;
        this.clock = clock;
    }

    /** Reads this installation's signing key, and makes one the first time. */
    public static Future<ApprovalTokens> open(Pool pool, SecureRandom random, InstantSource clock) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        return pool.preparedQuery(
                        "insert into installation_key (name, value) values ('approval', $1) on conflict do nothing")
                .execute(Tuple.of(Buffer.buffer(fresh)))
                .compose(done -> pool.query("select value from installation_key where name = 'approval'")
                        .execute())
                .map(rows -> rows.iterator().next().getBuffer(0).getBytes())
                .map(key -> new ApprovalTokens(pool, new TokenSigner(key), random, clock));
    }

    /** The token, once the approval is durable. Granting the same again gives the same token. */
    public Future<String> grant(GrantedApproval approval) {
        return grant(pool, approval);
    }

    /** As {@link #grant(GrantedApproval)} within the transaction of a connection. */
    public Future<String> grant(SqlClient connection, GrantedApproval approval) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return connection
                .preparedQuery(GRANT)
                .execute(Tuple.from(new Object[] {
                    HexFormat.of().formatHex(id),
                    approval.conversationId(),
                    approval.guidanceId(),
                    approval.tool(),
                    JsonText.write(approval.with()),
                    ArgumentsFingerprint.of(approval.with()),
                    approval.grantedBy(),
                    clock.instant().atOffset(ZoneOffset.UTC),
                    approval.expiresAt().atOffset(ZoneOffset.UTC)
                }))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture(
                                signer.sign(rows.iterator().next().getString(0)))
                        : Future.failedFuture("guidance " + approval.guidanceId() + " approved something else"));
    }

    /** The token that an answer granted, or null. */
    public Future<@Nullable String> ofGuidance(String guidanceId) {
        return pool.preparedQuery("select id from approval_token where guidance = $1")
                .execute(Tuple.of(guidanceId))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> signer.sign(row.getString(0)))
                        .orElse(null));
    }

    /** Uses the call's token up. Empty when the gate is open for it, else why not. Fails when the database does. */
    Future<Optional<String>> consume(ToolCall call) {
        if (call.token() == null) {
            return Future.succeededFuture(Optional.of("it needs an approval"));
        }
        Optional<String> id = signer.verify(call.token());
        if (id.isEmpty()) {
            return Future.succeededFuture(Optional.of("the approval is not one of ours"));
        }
        Instant now = clock.instant();
        String fingerprint = ArgumentsFingerprint.of(call.with());
        return pool.preparedQuery(CONSUME)
                .execute(Tuple.of(
                        call.id(),
                        now.atOffset(ZoneOffset.UTC),
                        id.get(),
                        call.conversationId(),
                        call.tool(),
                        fingerprint))
                .compose(rows -> rows.rowCount() == 1
                        ? Future.succeededFuture(Optional.empty())
                        : refusal(id.get(), call, fingerprint, now).map(Optional::of));
    }

    private Future<String> refusal(String id, ToolCall call, String fingerprint, Instant now) {
        return pool.preparedQuery(
                        "select conversation, tool, fingerprint, expires_at, used_by_call from approval_token where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> reason(row, call, fingerprint, now))
                        .orElse("the approval does not exist"));
    }

    private static String reason(Row row, ToolCall call, String fingerprint, Instant now) {
        if (!row.getString(0).equals(call.conversationId())) {
            return "the approval belongs to another conversation";
        }
        if (!row.getString(1).equals(call.tool())) {
            return "the approval is for another tool";
        }
        if (!row.getString(2).equals(fingerprint)) {
            return "the approval is for other arguments";
        }
        if (!row.getOffsetDateTime(3).toInstant().isAfter(now)) {
            return "the approval has expired";
        }
        return "the approval has been used";
    }
}
