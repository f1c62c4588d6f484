package dev.sotto.orchestrator.memory;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import dev.sotto.orchestrator.journal.SharedDatabase;
import dev.sotto.orchestrator.message.ToMemory.Change;
import dev.sotto.orchestrator.message.ToMemory.Recalled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(SharedDatabase.class)
class MemoryStoreIT {
    private static final int DIMENSIONS = 384;
    private static final int MANY = 10_000;

    private final Random random = new Random(7);
    private Pool pool;
    private AnswerStore answers;
    private RuleStore rules;

    @BeforeEach
    void open(Pool shared) {
        pool = shared;
        answers = new AnswerStore(pool);
        rules = new RuleStore(pool);
    }

    private float[] direction() {
        float[] direction = new float[DIMENSIONS];
        for (int index = 0; index < DIMENSIONS; index++) {
            direction[index] = (float) random.nextGaussian();
        }
        return direction;
    }

    private static Rule rule(String id, RuleState state) {
        return new Rule(
                id,
                state,
                "damaged_item",
                "damaged",
                ConsultKind.CLARIFICATION,
                "Replace?",
                Vector.of(new float[] {1, 0}),
                List.of(
                        new Condition("In its box", "yes", null, null),
                        new Condition("Total", null, new BigDecimal("14.50"), new BigDecimal("60.00"))),
                List.of(),
                new Given(AnswerKind.CHOOSE, "Replace it", ""),
                List.of("g-1", "g-2"),
                List.of("ada", "ben"),
                new Rule.Score(2, 1, 0, 0, 0, 0, 0, 0),
                Asked.NOON,
                Asked.NOON.plus(Duration.ofDays(30)),
                null);
    }

    @Test
    void anAnswerComesBackAsItWasAndIsKeptOnce() throws Exception {
        GuidanceRequest request = Asked.damaged("tent", "zip", "yes", "$10.00");
        Remembered answer = Asked.remembered(request, Asked.chose("ada", 2), direction(), Asked.NOON);

        assertThat(await(answers.insert(pool, answer))).isTrue();
        assertThat(await(answers.insert(pool, answer))).isFalse();
        assertThat(await(answers.outcome(pool, request.id(), Outcome.HELPED))).isTrue();
        assertThat(await(answers.outcome(pool, request.id(), Outcome.ASKED_AGAIN)))
                .isFalse();

        List<Remembered> known = await(answers.newest(Question.of(request), Instant.EPOCH));
        assertThat(known).singleElement().satisfies(same -> {
            assertThat(same)
                    .usingRecursiveComparison()
                    .ignoringFields("vector", "outcome")
                    .isEqualTo(answer);
            assertThat(same.vector().likeness(answer.vector())).isGreaterThan(0.999);
            assertThat(same.outcome()).isEqualTo(Outcome.HELPED);
        });
        assertThat(await(answers.newest(Question.of(Asked.freely("else")), Instant.EPOCH)))
                .isEmpty();
    }

    @Test
    void whatIsOldIsForgotten() throws Exception {
        for (int day = 0; day < 4; day++) {
            await(answers.insert(
                    pool,
                    Asked.remembered(
                            Asked.freely("q"),
                            Asked.said("ada", "a"),
                            direction(),
                            Asked.NOON.plus(Duration.ofDays(day)))));
        }

        assertThat(await(answers.trim(Asked.NOON.plus(Duration.ofDays(2))))).isEqualTo(2);

        assertThat(await(answers.newest(Question.of(Asked.freely("q")), Instant.EPOCH)))
                .hasSize(2)
                .isSortedAccordingTo((one, other) -> other.at().compareTo(one.at()));
    }

    @Test
    void aRuleComesBackAsItWasWithItsScore() throws Exception {
        await(rules.insert(pool, rule("r-1", RuleState.PROPOSED)));
        await(rules.compared(pool, "r-1", false));
        await(rules.compared(pool, "r-1", false));
        await(rules.applied(pool, "r-1"));
        await(rules.ended(pool, "r-1", true));
        await(rules.ended(pool, "r-1", false));

        Rule found = await(rules.find("r-1"));

        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("vector", "score")
                .isEqualTo(rule("r-1", RuleState.PROPOSED));
        assertThat(found.score()).isEqualTo(new Rule.Score(2, 1, 0, 2, 2, 1, 1, 1));
        await(rules.compared(pool, "r-1", true));
        assertThat(await(rules.find("r-1")).score().streak()).isZero();
    }

    @Test
    void ofTwoWhoSwitchARuleAtOnceOneDoes() throws Exception {
        await(rules.insert(pool, rule("r-1", RuleState.PROPOSED)));
        Change sue = new Change(Asked.NOON, "sue", "proposed", "shadow", "by hand");
        Change tom = new Change(Asked.NOON, "tom", "proposed", "off", "by hand");

        Future<Rule> one = rules.move("r-1", RuleState.PROPOSED, RuleState.SHADOW, sue);
        Future<Rule> other = rules.move("r-1", RuleState.PROPOSED, RuleState.OFF, tom);
        await(Future.all(one, other));

        assertThat(Arrays.asList(one.result(), other.result()))
                .filteredOn(moved -> moved != null)
                .hasSize(1);
        assertThat(await(rules.changes("r-1"))).hasSize(1);
    }

    @Test
    void noMoreRulesAreMadeThanAnyoneCouldLookAt() throws Exception {
        for (int count = 0; count < RuleStore.MOST + 5; count++) {
            await(rules.insert(pool, rule("r-" + count, RuleState.PROPOSED)));
        }

        assertThat(await(pool.query("select count(*) from proposed_rule").execute())
                        .iterator()
                        .next()
                        .getInteger(0))
                .isEqualTo(RuleStore.MOST);
    }

    /** Prints what a look-up costs when a point has been answered ten thousand times. */
    @Test
    void aLikeAnswerIsFoundAmongTenThousand(Vertx vertx) throws Exception {
        float[] needle = direction();
        fill();
        await(answers.insert(
                pool,
                Asked.remembered(
                        Asked.freely("needle"), Asked.said("ada", "found"), needle, Asked.NOON.plusSeconds(MANY))));
        var thinking = new Thinking(vertx, new OneDirection(needle));
        var recollection = new Recollection(
                answers,
                new RuleBook(10),
                thinking,
                MemorySettings.DEFAULT,
                MemoryMeters.NONE,
                InstantSource.fixed(Asked.NOON.plusSeconds(MANY + 1)),
                System::nanoTime);
        long[] nanos = new long[300];
        List<Proposal> proposals = new ArrayList<>();

        for (int look = 0; look < nanos.length; look++) {
            long began = System.nanoTime();
            proposals = ((Recalled) await(recollection.recall(Asked.freely("needle")))).proposals();
            nanos[look] = System.nanoTime() - began;
        }

        assertThat(proposals).extracting(Proposal::label).containsExactly("found");
        long[] warm = Arrays.copyOfRange(nanos, 100, nanos.length);
        Arrays.sort(warm);
        LoggerFactory.getLogger(getClass())
                .info(
                        "look-up without embedding among {} answers: p50 {} ms, p95 {} ms",
                        MANY,
                        warm[warm.length / 2] / 1e6,
                        warm[warm.length * 95 / 100] / 1e6);
    }

    private void fill() throws Exception {
        List<Future<Boolean>> written = new ArrayList<>();
        for (int count = 0; count < MANY; count++) {
            written.add(answers.insert(
                    pool,
                    Asked.remembered(
                            Asked.freely("question " + count),
                            Asked.said("ada", "answer " + count % 50),
                            direction(),
                            Asked.NOON.plusSeconds(count))));
            if (written.size() == 500) {
                await(Future.all(written));
                written.clear();
            }
        }
    }

    private record OneDirection(float[] direction) implements dev.sotto.orchestrator.assistant.intent.Embedder {
        @Override
        public float[] embed(String sentence) {
            return direction;
        }

        @Override
        public boolean knows(String word) {
            return true;
        }
    }
}
