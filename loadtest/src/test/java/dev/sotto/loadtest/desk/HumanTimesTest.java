package dev.sotto.loadtest.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HumanTimesTest {
    private final HumanTimes times = HumanTimes.usual(7);

    @Test
    void readingTakesAMinuteForSoManyWords() {
        assertThat(times.reading(238)).isEqualTo(Duration.ofMinutes(1));
        assertThat(times.reading(0)).isZero();
    }

    @Test
    void typingIsSlowerThanReading() {
        assertThat(times.typing("we will write to you")).isEqualTo(Duration.ofMillis(7_500));
        assertThat(times.typing("")).isZero();
    }

    @Test
    void aCallersThoughtsAreTheSameWhoeverAsksAndInWhateverOrder() {
        Duration first = times.thinking(3, Kind.APPROVAL, "approve_refund");
        IntStream.range(0, 100).forEach(other -> times.thinking(other, Kind.APPROVAL, "approve_refund"));

        assertThat(HumanTimes.usual(7).thinking(3, Kind.APPROVAL, "approve_refund"))
                .isEqualTo(first);
        assertThat(HumanTimes.usual(8).thinking(3, Kind.APPROVAL, "approve_refund"))
                .isNotEqualTo(first);
        assertThat(times.thinking(4, Kind.APPROVAL, "approve_refund")).isNotEqualTo(first);
        assertThat(times.thinking(3, Kind.APPROVAL, "other_point")).isNotEqualTo(first);
    }

    @Test
    void thoughtsSpreadAroundTheMedianOfTheirKind() {
        List<Duration> thoughts = IntStream.range(0, 2_001)
                .mapToObj(caller -> times.thinking(caller, Kind.INSTRUCTION, "p"))
                .sorted()
                .toList();

        assertThat(thoughts.get(1_000)).isBetween(Duration.ofMillis(7_400), Duration.ofMillis(8_600));
        // sigma 0.5: one in six is over exp(0.5) times the median
        assertThat(thoughts.get(1_667)).isBetween(Duration.ofMillis(12_000), Duration.ofMillis(14_500));
        assertThat(thoughts).doesNotHaveDuplicates();
    }

    @Test
    void drawsOfNeighboursAreNotAlike() {
        long higher = IntStream.range(0, 1_000)
                .filter(caller -> times.wrapUp(caller).compareTo(times.wrapUp(caller + 1)) < 0)
                .count();

        assertThat(higher).isBetween(420L, 580L);
    }

    @Test
    void theMeanOfALogNormalIsAboveItsMedian() {
        assertThat(times.wrapUp().mean()).isBetween(Duration.ofMillis(33_900), Duration.ofMillis(34_100));
    }

    @Test
    void oneWhoIsSlowerIsSlowerInEverything() {
        HumanTimes slow = times.slower(2);

        assertThat(slow.reading(238)).isEqualTo(Duration.ofMinutes(2));
        assertThat(slow.thinking(1, Kind.CLARIFICATION, "p"))
                .isCloseTo(times.thinking(1, Kind.CLARIFICATION, "p").multipliedBy(2), Duration.ofMillis(1));
        assertThat(slow.turning().notice()).isEqualTo(times.turning().notice().multipliedBy(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notice",
                "shift",
                "after_answer",
                "reading_wpm",
                "typing_wpm",
                "key",
                "approval",
                "clarification",
                "instruction",
                "wrap_up",
                "sigma"
            })
    void eachIsSetByItsNameAndToldInTheTable(String name) {
        HumanTimes changed = times.with(name, 1.25);

        assertThat(changed).isNotEqualTo(times);
        assertThat(HumanTimesTable.of(changed).rows())
                .filteredOn(row -> row.get(0).equals(name))
                .singleElement()
                .satisfies(row -> assertThat(row.get(1)).isEqualTo(1.25));
    }

    @Test
    void knownSentencesAreReadAgainByAShare() {
        assertThat(times.hands().rereading()).isZero();
        assertThat(times.with("rereading", 0.5).hands().rereading()).isEqualTo(0.5);
        assertThatThrownBy(() -> times.with("rereading", 1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatHasNoNameIsRefused() {
        assertThatThrownBy(() -> times.with("mood", 1)).hasMessageContaining("mood");
        assertThatThrownBy(() -> times.with("reading_wpm", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> times.with("sigma", -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
