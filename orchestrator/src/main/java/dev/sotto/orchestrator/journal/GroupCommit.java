package dev.sotto.orchestrator.journal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch in flight, the next one builds meanwhile: an entry that finds the journal idle goes at once, a crowd shares
 * commits.
 *
 * <pre>
 * idle -> writing -> idle | writing (more has come)
 *            |-> waiting to try again (connection lost) -> writing
 *            +-> one by one (the server refused something in the batch) -> idle | writing
 * </pre>
 *
 * <p>When an entry fails, those of its conversation that wait behind it fail too: the journal has no gaps.
 */
final class GroupCommit {
    static final int LARGEST_BATCH = 500;
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    /** With the waits between them about half a minute. */
    static final int TRIES = 32;

    private static final int LONGEST_WAIT_FACTOR = 10;
    private static final List<String> PASSING_CLASSES = List.of("08", "40", "53", "57");

    private record Waiting(JournalEntry entry, Promise<Void> done) {}

    // any thread
    private final Queue<Waiting> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger depth = new AtomicInteger();
    private final int bound;
    private final long firstWaitMillis;
    private final VertxInternal vertx;
    private final ContextInternal context;
    private final BatchWriter writer;
    private final JournalMeters meters;
    private final LongSupplier nanos;

    // journal context only
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private boolean writing;

    /** @param firstWaitMillis before a batch is tried again, twice as long each time up to ten times that */
    GroupCommit(
            VertxInternal vertx,
            BatchWriter writer,
            int bound,
            long firstWaitMillis,
            JournalMeters meters,
            LongSupplier nanos) {
        this.vertx = vertx;
        this.context = vertx.createEventLoopContext();
        this.writer = writer;
        this.bound = bound;
        this.firstWaitMillis = firstWaitMillis;
        this.meters = meters;
        this.nanos = nanos;
    }

    Future<Void> append(JournalEntry entry) {
        ContextInternal caller = vertx.getOrCreateContext();
        if (depth.incrementAndGet() > bound) {
            depth.decrementAndGet();
            meters.failed(1);
            return caller.failedFuture(new JournalException("the journal is behind by " + bound + " entries"));
        }
        Promise<Void> done = caller.promise();
        arrivals.add(new Waiting(entry, done));
        context.runOnContext(ignored -> pump());
        return done.future();
    }

    private void pump() {
        for (Waiting next = arrivals.poll(); next != null; next = arrivals.poll()) {
            queue.add(next);
        }
        meters.waiting(queue.size());
        if (writing || queue.isEmpty()) {
            return;
        }
        List<Waiting> batch = new ArrayList<>(Math.min(queue.size(), LARGEST_BATCH));
        while (batch.size() < LARGEST_BATCH && !queue.isEmpty()) {
            batch.add(queue.poll());
        }
        writing = true;
        write(batch, 1, nanos.getAsLong());
    }

    private void write(List<Waiting> batch, int attempt, long since) {
        writer.write(batch.stream().map(Waiting::entry).toList())
                .onComplete(result -> context.runOnContext(ignored -> {
                    if (result.succeeded()) {
                        written(batch, result.result(), since);
                    } else {
                        refused(batch, attempt, since, result.cause());
                    }
                }));
    }

    private void written(List<Waiting> batch, List<Boolean> there, long since) {
        meters.flushed(batch.size(), nanos.getAsLong() - since);
        Set<String> broken = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            var waiting = batch.get(i);
            if (there.get(i)) {
                finish(waiting, null);
            } else {
                var entry = waiting.entry();
                broken.add(entry.conversationId());
                finish(
                        waiting,
                        new JournalException(
                                "another entry of %s has number %d".formatted(entry.conversationId(), entry.seq())));
            }
        }
        failBehind(broken);
        next();
    }

    private void refused(List<Waiting> batch, int attempt, long since, Throwable cause) {
        boolean passing = isPassing(cause);
        if (passing && attempt < TRIES) {
            LOG.atWarn()
                    .addKeyValue("entries", batch.size())
                    .addKeyValue("attempt", attempt)
                    .addKeyValue("cause", cause.toString())
                    .log("Journal cannot reach the database, trying again");
            context.setTimer(waitMillis(attempt), ignored -> write(batch, attempt + 1, since));
        } else if (!passing && batch.size() > 1) {
            oneByOne(new ArrayDeque<>(batch), new HashSet<>(), since);
        } else {
            Set<String> broken = new HashSet<>();
            batch.forEach(waiting -> fail(waiting, broken, cause));
            failBehind(broken);
            next();
        }
    }

    /** Doubled each time, up to a second: a database that is back is not kept waiting. */
    private long waitMillis(int attempt) {
        return firstWaitMillis * Math.min(LONGEST_WAIT_FACTOR, 1L << Math.min(attempt, Integer.SIZE - 1));
    }

    /**
     * True for trouble of the connection or the server, false where it objects to what is written. SQLSTATE classes
     * (PostgreSQL, appendix A): 08 connection, 40 rollback, 53 resources, 57 operator intervention such as a restart.
     */
    static boolean isPassing(Throwable cause) {
        return !(cause instanceof PgException refusal)
                || refusal.getSqlState() == null
                || PASSING_CLASSES.stream().anyMatch(refusal.getSqlState()::startsWith);
    }

    /** The server refused something in a batch: only the culprit and what follows it in its conversation fail. */
    private void oneByOne(ArrayDeque<Waiting> rest, Set<String> broken, long since) {
        var waiting = rest.poll();
        if (waiting == null) {
            failBehind(broken);
            next();
        } else if (broken.contains(waiting.entry().conversationId())) {
            fail(waiting, broken, new JournalException("an earlier entry failed"));
            oneByOne(rest, broken, since);
        } else {
            writer.write(List.of(waiting.entry()))
                    .onComplete(result -> context.runOnContext(ignored -> {
                        if (result.succeeded() && result.result().get(0)) {
                            meters.flushed(1, nanos.getAsLong() - since);
                            finish(waiting, null);
                        } else {
                            fail(
                                    waiting,
                                    broken,
                                    result.failed() ? result.cause() : new JournalException("its number is taken"));
                        }
                        oneByOne(rest, broken, since);
                    }));
        }
    }

    private void failBehind(Set<String> broken) {
        if (broken.isEmpty()) {
            return;
        }
        var cause = new JournalException("an earlier entry of this conversation failed");
        queue.removeIf(waiting -> {
            boolean behind = broken.contains(waiting.entry().conversationId());
            if (behind) {
                fail(waiting, broken, cause);
            }
            return behind;
        });
    }

    private void fail(Waiting waiting, Set<String> broken, Throwable cause) {
        broken.add(waiting.entry().conversationId());
        meters.failed(1);
        finish(waiting, cause);
    }

    private void finish(Waiting waiting, @Nullable Throwable cause) {
        depth.decrementAndGet();
        if (cause == null) {
            waiting.done().complete();
        } else {
            waiting.done()
                    .fail(new JournalException(
                            "entry %d of %s is not in the journal"
                                    .formatted(
                                            waiting.entry().seq(),
                                            waiting.entry().conversationId()),
                            cause));
        }
    }

    private void next() {
        writing = false;
        pump();
    }
}
