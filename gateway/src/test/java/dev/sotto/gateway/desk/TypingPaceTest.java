package dev.sotto.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TypingPaceTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private final TypingPace pace = new TypingPace();

    @Test
    void eachCardHasItsOwnPace() {
        assertThat(pace.allows("g1", NOON)).isTrue();
        assertThat(pace.allows("g1", NOON.plusMillis(1_999))).isFalse();
        assertThat(pace.allows("g2", NOON.plusMillis(1_999))).isTrue();
        assertThat(pace.allows("g1", NOON.plus(TypingPace.BETWEEN))).isTrue();
    }

    @Test
    void onlyTheCardsTypedLastAreRemembered() {
        pace.allows("first", NOON);
        for (int card = 0; card < TypingPace.MOST_CARDS; card++) {
            pace.allows("g" + card, NOON);
        }
        assertThat(pace.allows("g1", NOON)).isFalse();
        assertThat(pace.allows("first", NOON)).isTrue();
    }
}
