package dev.sotto.loadtest.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The arithmetic of what is told. */
class ChatFiguresTest {
    @Test
    void timesCountFromWhenATurnWasDue() {
        TurnFigures figures = new TurnFigures();
        figures.due();
        figures.due();
        figures.sent(0, 5_000_000);
        figures.acknowledged(0, 20_000_000);
        figures.replied(0, 30_000_000);

        assertThat(figures.own.at(100)).isBetween(4.9, 5.1);
        assertThat(figures.ack.at(100)).isBetween(19.9, 20.1);
        assertThat(figures.reply.at(100)).isBetween(29.9, 30.1);
        assertThat(figures.lostAcks()).isEqualTo(1);
        assertThat(figures.lostReplies()).isEqualTo(1);
    }

    @Test
    void theRateReachedIsThatBetweenTheFirstAndTheLastReply() {
        TurnFigures figures = new TurnFigures();
        LongStream.rangeClosed(0, 100).forEach(n -> figures.replied(0, n * 10_000_000));

        assertThat(figures.perSecond()).isEqualTo(100);
    }

    @Test
    void theKneeIsTheLastRateBeforeTheLimitBreaks() {
        var steps = List.of(
                new Knee.Step(400, 390, 80),
                new Knee.Step(100, 99, 20),
                new Knee.Step(200, 198, 45),
                // a lucky stretch behind the break does not count
                new Knee.Step(800, 790, 40));

        assertThat(Knee.of(steps, 50)).hasValue(200);
        assertThat(Knee.of(steps, 10)).isEmpty();
    }

    @Test
    void aRateThatIsNotReachedIsNoKnee() {
        assertThat(Knee.of(List.of(new Knee.Step(100, 100, 9), new Knee.Step(200, 150, 9)), 50))
                .hasValue(100);
    }

    @Test
    void sharesBackAreToldInSecondsAndNeverWhenTheyAreNot() {
        Returns returns = new Returns(4);
        LongStream.of(1, 2, 8).forEach(second -> returns.back(second * 1_000_000_000));

        assertThat(returns.seconds(0.5)).isEqualTo(2);
        assertThat(returns.seconds(0.75)).isEqualTo(8);
        assertThat(returns.seconds(1)).isNaN();
        assertThat(returns.series("s").points()).hasSize(4);
    }

    @Test
    void lostAndDoubledWordsAreCountedByHowOftenTheyWereSaid() {
        Map<String, Integer> ours = Map.of("a", 2, "b", 1);

        assertThat(Visitor.Account.of(ours, Map.of("a", 2, "b", 1))).isEqualTo(new Visitor.Account(0, 0));
        assertThat(Visitor.Account.of(ours, Map.of("a", 1, "b", 2))).isEqualTo(new Visitor.Account(1, 1));
        assertThat(Visitor.Account.of(ours, Map.of("a", 2, "b", 1, "c", 1))).isEqualTo(new Visitor.Account(0, 1));
    }

    @Test
    void aHistogramIsReadAndItsGrowthSorted() {
        ClassHistogram before = ClassHistogram.parse("""
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:           100          10000  [B (java.base@17.0.15)
                   2:            10            240  java.lang.String (java.base@17.0.15)
                Total           110          10240
                """);
        ClassHistogram after = new ClassHistogram(Map.of("[B", 11_000L, "java.lang.String", 5_240L, "dev.New", 8L));

        assertThat(before.total()).isEqualTo(10_240);
        assertThat(after.growth(before, 2)).containsExactly(entry("java.lang.String", 5_000L), entry("[B", 1_000L));
        assertThatThrownBy(() -> ClassHistogram.parse("12345:\nThe VM does not support it"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
