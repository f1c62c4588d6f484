package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.message.ToDesk.AuditLine;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what with which request, in the table {@code guidance_audit}. What counts (an answer) is written by
 * {@link GuidanceStore} in the statement that makes it count; the rest here, without anybody waiting for it.
 */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final String INSERT = "insert into guidance_audit (guidance, at, who, what, outcome, detail)"
            + " values ($1, $2, $3, $4, $5, $6)";
    private static final String SELECT = "select guidance, at, who, what, outcome, detail from guidance_audit where ";

    /** What can be done. */
    enum Deed {
        OFFERED,
        RAN_OUT,
        SEEN,
        ACCEPTED,
        ANSWERED,
        REASSIGNED,
        PROMOTED,
        EXPIRED,
        WITHDRAWN,
        PAUSE,
        CHECK;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Pool pool;

    Audit(Pool pool) {
        this.pool = pool;
    }

    void note(String guidance, Instant at, @Nullable String who, Deed deed) {
        note(guidance, at, who, deed, null, null);
    }

    void note(
            String guidance,
            Instant at,
            @Nullable String who,
            Deed deed,
            @Nullable String outcome,
            @Nullable String detail) {
        write(guidance, at, who, deed, outcome, detail)
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue("guidanceId", guidance)
                        .addKeyValue("what", deed.wire())
                        .addKeyValue("cause", cause.toString())
                        .log("A line of the audit is lost"));
    }

    /** As {@link #note}, for whoever must know that it is durable. */
    Future<Void> write(
            String guidance,
            Instant at,
            @Nullable String who,
            Deed deed,
            @Nullable String outcome,
            @Nullable String detail) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(guidance, at.atOffset(ZoneOffset.UTC), who, deed.wire(), outcome, detail))
                .mapEmpty();
    }

    /** Oldest first. */
    Future<List<AuditLine>> of(String guidance) {
        return pool.preparedQuery(SELECT + "guidance = $1 order by seq")
                .execute(Tuple.of(guidance))
                .map(rows -> rows.stream().map(Audit::line).toList());
    }

    /** Newest first. */
    Future<List<AuditLine>> newest(Deed deed, int limit) {
        return pool.preparedQuery(SELECT + "what = $1 order by at desc limit $2")
                .execute(Tuple.of(deed.wire(), limit))
                .map(rows -> rows.stream().map(Audit::line).toList());
    }

    private static AuditLine line(Row row) {
        return new AuditLine(
                row.getString(0),
                row.getOffsetDateTime(1).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5));
    }
}
