package dev.sotto.loadtest.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.statistics.Erlang;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelTest {
    private static final Stages STAGES = Stages.assumed()
            .with(Stage.TO_POINT, Quantiles.fixed(20))
            .with(Stage.CARD, Quantiles.fixed(10))
            .with(Stage.TELL, Quantiles.fixed(3))
            .with(Stage.CLOSE, Quantiles.fixed(7))
            .with(Stage.HAND_OVER, Quantiles.fixed(2))
            .with(Stage.TALK, Quantiles.fixed(30))
            .with(Stage.HUMAN, Quantiles.fixed(10))
            .with(Stage.GOODBYE, Quantiles.fixed(5))
            .with(Stage.WRAP_UP, Quantiles.fixed(25));

    @Test
    void aConsultTakesThePersonsAttentionOnly() {
        Course course = play(Arm.CONSULT, 1, caller(0, 0, Intent.REFUND, 100)).get(0);

        assertThat(course.ending()).isEqualTo(Ending.RESOLVED);
        assertThat(course.heard()).isEqualTo(33);
        assertThat(course.over()).isEqualTo(40);
        assertThat(course.personSeconds()).isEqualTo(10);
        assertThat(course.queueSeconds()).isZero();
    }

    @Test
    void aTransferTakesTheTalkAndTheWorkAfterIt() {
        Course course = play(Arm.ESCALATE, 1, caller(0, 0, Intent.REFUND, 100)).get(0);

        assertThat(course.heard()).isEqualTo(20 + 2 + 10 + 30);
        assertThat(course.over()).isEqualTo(67);
        assertThat(course.personSeconds()).isEqualTo(45 + 25);
    }

    @Test
    void secondCallerWaitsForTheSameAttention() {
        List<Course> consult = play(Arm.CONSULT, 1, caller(0, 0, Intent.REFUND, 100), caller(1, 4, Intent.REFUND, 100));
        List<Course> escalate =
                play(Arm.ESCALATE, 1, caller(0, 0, Intent.REFUND, 100), caller(1, 4, Intent.REFUND, 100));

        assertThat(consult.get(1).taken()).as("six seconds later").isEqualTo(26);
        assertThat(escalate.get(1).queueSeconds())
                .as("until the first is wrapped up")
                .isEqualTo(22 + 70 - 4 - 22);
    }

    @Test
    void whoGivesUpInTheQueueCostsNothingAndFreesNobodyEarlier() {
        List<Course> courses = play(
                Arm.ESCALATE,
                1,
                caller(0, 0, Intent.REFUND, 100),
                caller(1, 4, Intent.REFUND, 30),
                caller(2, 5, Intent.REFUND, 100));

        assertThat(courses.get(1).ending()).isEqualTo(Ending.GAVE_UP);
        assertThat(courses.get(1).over()).isEqualTo(50);
        assertThat(courses.get(1).personSeconds()).isZero();
        assertThat(courses.get(2).taken() + courses.get(2).began()).isEqualTo(92);
    }

    @Test
    void aConsultThatTakesTooLongIsPutOffAndItsTimeIsLost() {
        Model.Setting slow = new Model.Setting(STAGES, 1, 8);
        Course course = Model.play(Arm.CONSULT, List.of(caller(0, 0, Intent.REFUND, 300)), slow, 1)
                .courses()
                .get(0);

        assertThat(course.ending()).isEqualTo(Ending.PUT_OFF);
        assertThat(course.resolved()).isFalse();
        assertThat(course.personSeconds()).isEqualTo(45);
        assertThat(course.over()).isEqualTo(20 + 45 + 3 + 7);
    }

    @Test
    void whoLeavesOfTheirOwnAccordDidNotGiveUp() {
        PlannedCaller leaving = new PlannedCaller(
                0,
                Duration.ZERO,
                Intent.REFUND,
                "200001",
                "I want my money back",
                Duration.ofSeconds(100),
                false,
                false,
                Duration.ZERO,
                Optional.of(Duration.ofSeconds(12)),
                true);

        Course course = play(Arm.ESCALATE, 1, leaving).get(0);

        assertThat(course.ending()).isEqualTo(Ending.LEFT);
        assertThat(course.needed()).isFalse();
        assertThat(course.over()).isEqualTo(12);
    }

    @Test
    void whoNeedsNobodyIsTheSameInBothArms() {
        PlannedCaller status = caller(0, 0, Intent.STATUS, 100);

        assertThat(play(Arm.CONSULT, 1, status)).isEqualTo(play(Arm.ESCALATE, 1, status));
    }

    /** Palm's formula for the transferred calls: exponential times are the only thing that is changed. */
    @Test
    void escalatingLosesAsManyAsErlangASays() {
        Quantiles none = Quantiles.fixed(0);
        Stages stages = STAGES.with(Stage.HAND_OVER, none)
                .with(Stage.HUMAN, none)
                .with(Stage.GOODBYE, none)
                .with(Stage.WRAP_UP, none)
                .with(Stage.TALK, Quantiles.fixed(0));
        double lost = 0;
        int seeds = 4;
        for (int seed = 1; seed <= seeds; seed++) {
            lost += exponentialQueue(stages, seed) / seeds;
        }

        assertThat(lost).isCloseTo(Erlang.a(5, 0.1, 60, 95).abandons(), within(0.02));
    }

    private static double exponentialQueue(Stages stages, int seed) {
        // the stage draws are quantiles: an exponential is what is drawn from its own
        double[] talk = new double[10_001];
        for (int i = 0; i < talk.length; i++) {
            talk[i] = -60 * Math.log(1 - (i + 0.5) / talk.length);
        }
        Quantiles coarse = Quantiles.of(talk, Quantiles.fixed(0));
        double correct = 60 / coarse.mean();
        List<Double> scaled = new ArrayList<>();
        coarse.seconds().forEach(seconds -> scaled.add(seconds * correct));
        List<PlannedCaller> callers = new ArrayList<>();
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        for (PlannedCaller drawn :
                CallerStream.draw(Population.of(8_000, 0, 6, 1).withPatience(Duration.ofSeconds(95)), seed)) {
            callers.add(caller(
                    drawn.index(),
                    drawn.arrives().toNanos() / 1e9,
                    Intent.REFUND,
                    -95 * Math.log(1 - random.nextDouble())));
        }
        ArmRun run = Model.play(
                Arm.ESCALATE, callers, new Model.Setting(stages.with(Stage.TALK, new Quantiles(scaled)), 5, 1), seed);
        return Metric.GAVE_UP.of(run);
    }

    @Test
    void withNobodyNeedingAPersonNothingDiffers() {
        Population none = Population.of(500, 20, 12, 0);
        ArmRun consult = Model.replicates(Arm.CONSULT, none, new Model.Setting(STAGES, 2, 1), 1)
                .get(0);
        ArmRun escalate = Model.replicates(Arm.ESCALATE, none, new Model.Setting(STAGES, 2, 1), 1)
                .get(0);

        assertThat(consult.courses()).isEqualTo(escalate.courses());
    }

    @Test
    void moreCallsFitWhereOnlyAttentionIsNeeded() {
        Population half = Population.of(2_000, 100, 12, 0.5);
        Model.Setting two = new Model.Setting(STAGES, 2, 1);

        double consult = Model.mostLivePerPerson(Arm.CONSULT, half, two, 0.02).orElseThrow();
        double escalate = Model.mostLivePerPerson(Arm.ESCALATE, half, two, 0.02).orElseThrow();

        assertThat(consult).isGreaterThan(2 * escalate);
        assertThat(Model.peopleFor(Arm.ESCALATE, half, two, 0.02))
                .isGreaterThan(Model.peopleFor(Arm.CONSULT, half, two, 0.02));
    }

    @Test
    void stagesGoThroughAReport() {
        Report report = new Report("centre", new JsonObject()).table(STAGES.table());

        Stages read = Stages.read(new JsonObject(report.json().encode()));

        for (Stage stage : Stage.values()) {
            assertThat(read.of(stage)).isEqualTo(STAGES.of(stage));
        }
        assertThat(read.consultSeconds()).isEqualTo(10);
        assertThat(read.callSeconds()).isEqualTo(70);
    }

    /** A model that is fed with a run's stages gives that run back. */
    @Test
    void stagesOfARunAreThoseItWasMadeOf() {
        Population half = Population.of(400, 20, 6, 0.5);
        Model.Setting enough = new Model.Setting(STAGES, 4, 1);
        List<ArmRun> runs = new ArrayList<>(Model.replicates(Arm.CONSULT, half, enough, 1));
        runs.addAll(Model.replicates(Arm.ESCALATE, half, enough, 1));

        Stages measured = Stages.measured(runs);

        assertThat(measured.of(Stage.CARD).mean()).isCloseTo(10, within(0.01));
        assertThat(measured.of(Stage.TELL).mean()).isCloseTo(3, within(0.01));
        assertThat(measured.of(Stage.TALK).mean()).isCloseTo(30, within(0.01));
        assertThat(measured.of(Stage.WRAP_UP).mean()).isCloseTo(25, within(0.01));
        assertThat(measured.of(Stage.HAND_OVER).mean()).isCloseTo(2, within(0.01));
    }

    private static List<Course> play(Arm arm, int people, PlannedCaller... callers) {
        return Model.play(arm, List.of(callers), new Model.Setting(STAGES, people, 1), 1)
                .courses();
    }

    static PlannedCaller caller(int index, double arrives, Intent intent, double patience) {
        return new PlannedCaller(
                index,
                Duration.ofNanos((long) (arrives * 1e9)),
                intent,
                Integer.toString(200_001 + index),
                "I want my money back",
                Duration.ofNanos((long) (patience * 1e9)),
                false,
                false,
                Duration.ZERO,
                Optional.empty(),
                true);
    }
}
