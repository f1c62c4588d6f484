package dev.sotto.orchestrator.journal;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
class PgJournalIT {
    private static final Instant AT = Instant.parse("2026-11-22T18:00:00.123456Z");
    private final AtomicInteger largestBatch = new AtomicInteger();
    private PgJournal journal;

    @BeforeEach
    void open(Vertx vertx, Pool pool) {
        journal = new PgJournal(vertx, pool, new JournalMeters() {
            @Override
            public void flushed(int entries, long nanos) {
                largestBatch.accumulateAndGet(entries, Math::max);
            }

            @Override
            public void waiting(int entries) {}

            @Override
            public void failed(int entries) {}
        });
    }

    @Test
    void anEntryComesBackAsItWasWritten() throws Exception {
        var entry =
                new JournalEntry("c1", 1, AT, "CustomerSaid", "{\"text\": \"a \\u0000 \\\"b\\\"\",  \"total\":129.00}");

        await(journal.append(entry));

        assertThat(await(journal.read("c1"))).containsExactly(entry);
    }

    @Test
    void severalAreReadAtOnceInTheOrderAskedFor() throws Exception {
        await(Future.all(journal.append(entry("b", 1)), journal.append(entry("a", 1)), journal.append(entry("b", 2))));

        var journals = await(journal.readAll(List.of("b", "none", "a")));

        assertThat(journals).extracting(List::size).containsExactly(2, 0, 1);
        assertThat(journals.get(0)).extracting(JournalEntry::seq).containsExactly(1L, 2L);
    }

    @Test
    void whatWasSaidIsWrittenWithItsCauseAndOnce() throws Exception {
        var line = new SaidLine(2L, "assistant", "Which order?", "task refund asks for order_number");
        var keptBack = new SaidLine(null, "assistant", "It is refunded \0.", "its claim has no cause");
        var entry = entry("c1", 1).saying(List.of(line, keptBack));

        await(Future.all(journal.append(entry("c2", 1)), journal.append(entry), journal.append(entry("c1", 2))));
        await(journal.append(entry));

        var said = await(journal.said("c1"));
        assertThat(said).containsOnlyKeys(1L);
        assertThat(said.get(1L))
                .containsExactly(line, new SaidLine(null, "assistant", "It is refunded \uFFFD.", keptBack.cause()));
        assertThat(await(journal.said("c2"))).isEmpty();
        assertThat(await(journal.read("c1"))).hasSize(2);
    }

    @Test
    void nothingIsOnRecordAsSaidForAnEntryThatWasRefused() throws Exception {
        await(journal.append(entry("c1", 1)));
        var other = new JournalEntry("c1", 1, AT, "Ticked", "{\"n\":2}");

        var refused = journal.append(other.saying(List.of(new SaidLine(1L, "assistant", "Hello.", "greeting"))));

        assertThatThrownBy(() -> await(refused)).hasMessageContaining("not in the journal");
        assertThat(await(journal.said("c1"))).isEmpty();
    }

    @Test
    void entriesOfManyConversationsShareBatchesAndKeepTheirOrder() throws Exception {
        List<Future<Void>> appended = new ArrayList<>();
        for (long seq = 1; seq <= 200; seq++) {
            for (int c = 0; c < 10; c++) {
                appended.add(journal.append(entry("c" + c, seq)));
            }
        }

        await(Future.all(appended));

        assertThat(largestBatch.get()).isGreaterThan(50).isLessThanOrEqualTo(GroupCommit.LARGEST_BATCH);
        for (int c = 0; c < 10; c++) {
            assertThat(await(journal.read("c" + c)))
                    .extracting(JournalEntry::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 200).boxed().toList());
        }
    }

    @Test
    void theSameEntryAgainCountsAsWrittenOnce() throws Exception {
        await(journal.append(entry("c1", 1)));

        await(journal.append(entry("c1", 1)));

        assertThat(await(journal.read("c1"))).hasSize(1);
    }

    @Test
    void anotherEntryWithTheSameNumberIsRefused() throws Exception {
        await(journal.append(entry("c1", 1)));

        var second = journal.append(new JournalEntry("c1", 1, AT, "Other", "{}"));

        assertThatThrownBy(() -> await(second)).hasRootCauseInstanceOf(JournalException.class);
        assertThat(await(journal.read("c1"))).containsExactly(entry("c1", 1));
    }

    @Test
    void oneBadEntryFailsOnlyItsOwnConversation() throws Exception {
        var first = journal.append(entry("warm", 1));
        var good = journal.append(entry("good", 1));
        var bad = journal.append(new JournalEntry("bad", 1, AT, "Broken", "{not json"));
        var behindBad = journal.append(entry("bad", 2));
        var good2 = journal.append(entry("good", 2));

        await(Future.join(List.of(first, good, bad, behindBad, good2)).otherwiseEmpty());

        assertThat(List.of(first, good, good2)).allMatch(Future::succeeded);
        assertThat(List.of(bad, behindBad)).allMatch(Future::failed);
        assertThat(await(journal.read("bad"))).isEmpty();
        assertThat(await(journal.read("good"))).hasSize(2);
    }

    @Test
    void aConversationsRowIsUpdatedListedAndFoundByItsSecret() throws Exception {
        var live = new ConversationRow("c1", "live", "chat", "", "n1", "secret", AT, null, null);
        var ended = new ConversationRow("c1", "ended", "chat", "refund", "n1", "secret", AT, AT, "visitor left");
        await(journal.record(live));
        assertThat(await(journal.findByResume("secret"))).isEqualTo(live);

        await(journal.record(ended));

        assertThat(await(journal.find("c1"))).isEqualTo(ended);
        assertThat(await(journal.list("live", 10))).isEmpty();
        assertThat(await(journal.list("ended", 10))).containsExactly(ended);
        assertThat(await(journal.findByResume("other"))).isNull();
    }

    @Test
    void futuresCompleteOnTheCallersContext(Vertx vertx) throws Exception {
        var context = vertx.getOrCreateContext();
        var seen = new java.util.concurrent.CompletableFuture<Boolean>();

        context.runOnContext(ignored ->
                journal.append(entry("c1", 1)).onComplete(done -> seen.complete(Vertx.currentContext() == context)));

        assertThat(seen.get(120, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    private static JournalEntry entry(String conversation, long seq) {
        return new JournalEntry(conversation, seq, AT.plusSeconds(seq), "CustomerSaid", "{\"n\":" + seq + "}");
    }
}
