package dev.sotto.gateway.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Times of life, on time that the test moves. */
class DnsMemoryTest {
    private long now = Long.MAX_VALUE - 10_000;
    private final DnsMemory memory = new DnsMemory(() -> now);

    private static DnsMemory.Key key(String name) {
        return new DnsMemory.Key(name, "A");
    }

    @Test
    void answerLivesAsLongAsItSays() {
        memory.keep(key("a"), List.of("x"), 60);
        now += 59_999;
        assertThat(memory.recall(key("a"))).containsExactly("x");
        now += 1;
        assertThat(memory.recall(key("a"))).isNull();
        assertThat(memory.size()).isZero();
    }

    @Test
    void nothingIsRememberedForHalfAMinuteAndAFailureForFiveSeconds() {
        memory.keep(key("none"), List.of(), 3_600);
        memory.keepFailure(key("failed"));
        now += 5_000;
        assertThat(memory.recall(key("failed"))).isNull();
        assertThat(memory.recall(key("none"))).isEmpty();
        now += 25_000;
        assertThat(memory.recall(key("none"))).isNull();
    }

    @Test
    void zeroIsNotKeptAndAYearOnlyADay() {
        memory.keep(key("zero"), List.of("x"), 0);
        memory.keep(key("year"), List.of("x"), 365 * 24 * 3_600);
        assertThat(memory.recall(key("zero"))).isNull();
        now += 24 * 3_600_000L;
        assertThat(memory.recall(key("year"))).isNull();
    }

    @Test
    void whatWasLongestUnaskedIsForgottenFirst() {
        memory.keep(key("old"), List.of("x"), 60);
        memory.keep(key("used"), List.of("x"), 60);
        for (int i = 0; i < DnsMemory.MOST - 1; i++) {
            memory.recall(key("used"));
            memory.keep(key("n" + i), List.of("x"), 60);
        }
        assertThat(memory.size()).isEqualTo(DnsMemory.MOST);
        assertThat(memory.recall(key("old"))).isNull();
        assertThat(memory.recall(key("used"))).isNotNull();
    }
}
