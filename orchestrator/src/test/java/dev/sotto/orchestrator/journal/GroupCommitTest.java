package dev.sotto.orchestrator.journal;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    /** A database whose every batch waits until the test decides about it. */
    private static final class HeldWriter implements BatchWriter {
        record Held(List<JournalEntry> batch, Promise<List<Boolean>> promise) {
            void succeed() {
                promise.complete(Collections.nCopies(batch.size(), true));
            }
        }

        private final LinkedBlockingQueue<Held> held = new LinkedBlockingQueue<>();

        @Override
        public Future<List<Boolean>> write(List<JournalEntry> batch) {
            var promise = Promise.<List<Boolean>>promise();
            held.add(new Held(batch, promise));
            return promise.future();
        }

        Held next() throws InterruptedException {
            var next = held.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("a batch").isNotNull();
            return next;
        }
    }

    private final HeldWriter writer = new HeldWriter();
    private Vertx vertx;
    private GroupCommit commits;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        commits = new GroupCommit((VertxInternal) vertx, writer, 1000, 1, JournalMeters.NONE, System::nanoTime);
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void anIdleJournalWritesAtOnceAndACrowdSharesTheNextBatch() throws Exception {
        commits.append(entry("a", 1));
        var first = writer.next();
        for (int seq = 2; seq <= 100; seq++) {
            commits.append(entry("a", seq));
        }

        first.succeed();

        assertThat(first.batch()).hasSize(1);
        assertThat(writer.next().batch())
                .extracting(JournalEntry::seq)
                .hasSize(99)
                .isSorted();
    }

    @Test
    void nothingIsAcknowledgedBeforeItsBatchIs() throws Exception {
        var appended = commits.append(entry("a", 1));
        var batch = writer.next();
        assertThat(appended.isComplete()).isFalse();

        batch.succeed();

        await(appended);
    }

    @Test
    void aBatchNeverExceedsItsLimit() throws Exception {
        commits.append(entry("a", 1));
        var first = writer.next();
        for (int seq = 2; seq <= 900; seq++) {
            commits.append(entry("a", seq));
        }

        first.succeed();

        var second = writer.next();
        assertThat(second.batch()).hasSize(GroupCommit.LARGEST_BATCH);
        second.succeed();
        assertThat(writer.next().batch()).hasSize(399);
    }

    @Test
    void aLostConnectionIsTriedAgainWithTheSameBatch() throws Exception {
        var appended = commits.append(entry("a", 1));
        var first = writer.next();

        first.promise().fail(new IOException("connection reset"));

        var again = writer.next();
        assertThat(again.batch()).isEqualTo(first.batch());
        again.succeed();
        await(appended);
    }

    @Test
    void aServerThatRestartsIsTriedAgainToo() throws Exception {
        var appended = commits.append(entry("a", 1));

        writer.next().promise().fail(new io.vertx.pgclient.PgException("terminating", "FATAL", "57P01", ""));

        writer.next().succeed();
        await(appended);
    }

    @Test
    void afterTheLastTryTheEntryFails() throws Exception {
        var appended = commits.append(entry("a", 1));

        for (int attempt = 1; attempt <= GroupCommit.TRIES; attempt++) {
            writer.next().promise().fail(new IOException("no route"));
        }

        assertThatThrownBy(() -> await(appended)).hasCauseInstanceOf(JournalException.class);
    }

    @Test
    void whatTheServerRefusesFailsWithWhatFollowsItAndNothingElse() throws Exception {
        commits.append(entry("warm", 1));
        var warm = writer.next();
        var good = commits.append(entry("good", 1));
        var bad = commits.append(entry("bad", 1));
        var afterBad = commits.append(entry("bad", 2));
        warm.succeed();
        writer.next().promise().fail(refusal());
        writer.next().succeed();

        writer.next().promise().fail(refusal());

        await(good);
        assertThatThrownBy(() -> await(bad)).hasCauseInstanceOf(JournalException.class);
        assertThatThrownBy(() -> await(afterBad)).hasCauseInstanceOf(JournalException.class);
    }

    @Test
    void entriesWaitingBehindAFailedOneFailToo() throws Exception {
        var failing = commits.append(entry("a", 1));
        var first = writer.next();
        var behind = commits.append(entry("a", 2));
        var other = commits.append(entry("b", 1));

        first.promise().complete(List.of(false));

        var second = writer.next();
        assertThat(second.batch()).extracting(JournalEntry::conversationId).doesNotContain("a");
        second.succeed();
        await(other);
        assertThat(failing.failed()).isTrue();
        assertThatThrownBy(() -> await(behind)).hasCauseInstanceOf(JournalException.class);
    }

    @Test
    void pastTheBoundEntriesAreRefusedAtOnceAndLaterAcceptedAgain() throws Exception {
        List<Future<Void>> appended = new ArrayList<>();
        for (int seq = 1; seq <= 1000; seq++) {
            appended.add(commits.append(entry("a", seq)));
        }
        var tooMany = commits.append(entry("b", 1));
        assertThat(tooMany.failed()).isTrue();

        for (int written = 0; written < appended.size(); ) {
            var batch = writer.next();
            written += batch.batch().size();
            batch.succeed();
        }
        await(Future.all(appended));

        var later = commits.append(entry("b", 1));
        writer.next().succeed();
        await(later);
    }

    private static io.vertx.pgclient.PgException refusal() {
        return new io.vertx.pgclient.PgException("invalid json", "ERROR", "22P02", "");
    }

    private static JournalEntry entry(String conversation, long seq) {
        return new JournalEntry(conversation, seq, Instant.EPOCH, "Fact", "{}");
    }
}
