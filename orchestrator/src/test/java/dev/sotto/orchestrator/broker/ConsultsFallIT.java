package dev.sotto.orchestrator.broker;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.assistant.intent.SentenceEmbedder;
import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import dev.sotto.orchestrator.journal.ConversationRow;
import dev.sotto.orchestrator.journal.JournalMeters;
import dev.sotto.orchestrator.journal.PgJournal;
import dev.sotto.orchestrator.journal.SharedDatabase;
import dev.sotto.orchestrator.memory.Asked;
import dev.sotto.orchestrator.memory.MemoryMeters;
import dev.sotto.orchestrator.memory.MemorySettings;
import dev.sotto.orchestrator.memory.MemoryVerticle;
import dev.sotto.orchestrator.message.ToDesk.GuidanceView;
import dev.sotto.orchestrator.message.ToMemory;
import dev.sotto.orchestrator.message.ToMemory.ConsultDay;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/**
 * The same stream of questions for ten days: 200 questions, eight topics in several wordings that come back and a fifth that
 * never does. People answer and choose by one key what they are proposed; a supervisor switches on, day by day, what is
 * proposed. The figure of consults per 100 conversations falls.
 */
@ExtendWith(SharedDatabase.class)
class ConsultsFallIT {
    private static final int DAYS = 10;
    private static final int PER_DAY = 20;
    private static final Map<String, List<String>> TOPICS = topics();
    private static final List<String> RARE = List.of(
            "my dog ate the manual",
            "who designed your logo",
            "is the blue paint food safe",
            "can I speak at your conference",
            "do your boots float",
            "which bank do you use",
            "how tall is your founder",
            "do you sponsor football clubs",
            "is wool warmer than down",
            "can I film in your store");

    private final Random random = new Random(11);
    private final Instant began = Instant.now();
    private final List<String> today = new ArrayList<>();
    private BrokerBench bench;
    private PgJournal journal;
    private String memory;
    private int rare;

    private static Map<String, List<String>> topics() {
        Map<String, List<String>> topics = new LinkedHashMap<>();
        topics.put("On a lead", List.of("can I bring my dog into the store", "are dogs allowed in the store"));
        topics.put("Yes, behind the shop", List.of("is there parking near your shop", "is there parking at the shop"));
        topics.put("Yes, we take it", List.of("can I pay with paypal", "do you take paypal"));
        topics.put("Ten percent", List.of("do you offer student discount", "is there a discount for students"));
        topics.put("Yes, for free", List.of("can you gift wrap it", "do you gift wrap"));
        topics.put("Yes, fifteen dollars", List.of("do you ship to canada", "can you ship it to canada"));
        topics.put("Two years", List.of("what is the warranty on tents", "how long is the warranty on a tent"));
        topics.put("All of them are", List.of("do you sell vegan boots", "are your boots vegan"));
        return topics;
    }

    @BeforeEach
    void open(Vertx vertx, Pool pool) throws Exception {
        bench = new BrokerBench(vertx, pool);
        journal = new PgJournal(vertx, pool, JournalMeters.NONE);
        var settings = new MemorySettings(3, Duration.ofDays(180), Duration.ofDays(30), 10, Duration.ofMillis(50));
        memory = await(vertx.deployVerticle(new MemoryVerticle(
                bench.addresses,
                pool,
                new SentenceEmbedder(),
                settings,
                MemoryMeters.NONE,
                InstantSource.fixed(began))));
    }

    @AfterEach
    void close() throws Exception {
        await(bench.vertx.undeploy(memory));
        bench.close();
    }

    @Test
    void consultsPer100ConversationsFallOnceRulesAreOn() throws Exception {
        for (int day = 0; day < DAYS; day++) {
            for (String question : questions()) {
                converse(question);
            }
            moveBack(DAYS - 1 - day);
            switchOnWhatIsProposed();
        }

        ToMemory.ConsultFigures figures = ask(new ToMemory.Consults(DAYS));

        List<ConsultDay> days = figures.days();
        LoggerFactory.getLogger(getClass()).info("consults of people per 100 conversations, by day: {}", line(days));
        assertThat(days).hasSize(DAYS).allSatisfy(day -> {
            assertThat(day.conversations()).isEqualTo(PER_DAY);
            assertThat(day.consults()).isEqualTo(PER_DAY);
            assertThat(day.people() + day.rule()).isEqualTo(PER_DAY);
        });
        assertThat(days.get(0).per100()).isEqualTo(100);
        assertThat(days.stream().mapToInt(ConsultDay::memory).sum()).isPositive();
        assertThat(days.subList(7, DAYS).stream()
                        .mapToDouble(ConsultDay::per100)
                        .average()
                        .orElseThrow())
                .isLessThan(70);
    }

    private static List<String> line(List<ConsultDay> days) {
        return days.stream()
                .map(day -> day.per100() + " (one key " + day.memory() + ", rule " + day.rule() + ")")
                .toList();
    }

    /** Sixteen that come back, in one of their wordings, and four that don't. */
    private List<String> questions() {
        List<String> all = new ArrayList<>(IntStream.range(0, PER_DAY - 4)
                .mapToObj(count -> List.copyOf(TOPICS.values()).get(count % TOPICS.size()))
                .map(wordings -> wordings.get(random.nextInt(wordings.size())))
                .toList());
        for (int count = 0; count < 4; count++) {
            all.add(RARE.get(rare % RARE.size()) + " " + "abcdefgh".charAt(rare++ / RARE.size()));
        }
        Collections.shuffle(all, random);
        return all;
    }

    private void converse(String question) throws Exception {
        GuidanceRequest request = Asked.freely(question);
        Instant now = Instant.now();
        await(journal.record(new ConversationRow(
                request.conversationId(), "live", "voice", "", bench.addresses.node(), null, now, null, null)));
        bench.asked(request);
        today.add(request.conversationId());
        if (bench.read(request).state().equals("open")) {
            GuidanceView card = lookedAt(request);
            List<Proposal> proposals = card.request().proposals();
            String agent = random.nextBoolean() ? "ada" : "ben";
            String right = answer(question);
            int choice = IntStream.range(0, proposals.size())
                    .filter(index -> proposals.get(index).label().equals(right))
                    .findFirst()
                    .orElse(-1);
            var reply = choice < 0
                    ? bench.answer(request, agent, AnswerKind.INSTRUCT, 0, right)
                    : bench.answer(request, agent, AnswerKind.CHOOSE, choice + 1, "");
            assertThat(reply.reason()).isNull();
        }
        await(journal.record(new ConversationRow(
                request.conversationId(),
                "ended",
                "voice",
                "",
                bench.addresses.node(),
                null,
                now,
                Instant.now(),
                "x")));
        waitUntilRemembered(request);
    }

    /** A person looks at the card for a moment: long enough for what is remembered to be on it. */
    private GuidanceView lookedAt(GuidanceRequest request) throws Exception {
        ToMemory.Recalled recalled = ask(new ToMemory.Recall(request));
        Instant deadline = Instant.now().plusSeconds(15);
        GuidanceView card = bench.read(request);
        while (card.request().proposals().size() != recalled.proposals().size()) {
            assertThat(Instant.now()).isBefore(deadline);
            await(bench.vertx.timer(5));
            card = bench.read(request);
        }
        return card;
    }

    private static String answer(String question) {
        return TOPICS.entrySet().stream()
                .filter(topic -> topic.getValue().contains(question))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("I don't know about " + question);
    }

    private void waitUntilRemembered(GuidanceRequest request) throws Exception {
        Instant deadline = Instant.now().plusSeconds(30);
        while (await(bench.pool
                                .preparedQuery("select 1 from memory_answer where guidance = $1")
                                .execute(Tuple.of(request.id())))
                        .rowCount()
                == 0) {
            assertThat(Instant.now()).isBefore(deadline);
            await(bench.vertx.timer(10));
        }
    }

    /** What has just happened happened at noon so many days before this test began. */
    private void moveBack(int days) throws Exception {
        var noon = began.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(days)
                .atTime(12, 0)
                .atOffset(ZoneOffset.UTC);
        Tuple rows = Tuple.tuple().addValue(noon).addValue(today.toArray(new String[0]));
        for (String update : List.of(
                "update conversation set started_at = $1 where id = any($2)",
                "update guidance set created_at = $1 where conversation = any($2)")) {
            await(bench.pool.preparedQuery(update).execute(rows));
        }
        today.clear();
    }

    private void switchOnWhatIsProposed() throws Exception {
        ToMemory.RuleList proposed = ask(new ToMemory.ListRules("proposed"));
        for (ToMemory.RuleView rule : proposed.rules()) {
            this.<Object>ask(new ToMemory.SetRule(rule.id(), "shadow", "sue"));
            this.<Object>ask(new ToMemory.SetRule(rule.id(), "on", "sue"));
        }
    }

    private <T> T ask(ToMemory message) throws Exception {
        return await(bench.vertx
                .eventBus()
                .request(bench.addresses.memory(), message)
                .map(reply -> {
                    @SuppressWarnings("unchecked")
                    T body = (T) reply.body();
                    return body;
                }));
    }
}
