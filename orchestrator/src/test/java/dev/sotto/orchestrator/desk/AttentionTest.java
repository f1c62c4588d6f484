package dev.sotto.orchestrator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AttentionTest {
    private static final Duration FAST = Duration.ofMillis(2_999);
    private static final Duration SLOW = Duration.ofSeconds(3);
    private final Attention attention = new Attention(Attention.Rules.DEFAULT);

    @Example
    void theSixthRapidApprovalInARowIsOneTooManyAndThenItCountsAnew() {
        for (int approval = 0; approval < 5; approval++) {
            assertThat(attention.approved("ada", FAST)).isFalse();
            assertThat(attention.approved("ben", SLOW)).isFalse();
        }
        assertThat(attention.approved("ada", FAST)).isTrue();
        assertThat(attention.approved("ada", FAST)).isFalse();
    }

    @Example
    void whoThinksBetweenIsNotCounted() {
        for (int approval = 0; approval < 30; approval++) {
            if (approval % 5 == 4) {
                attention.thought("ada");
            }
            assertThat(attention.approved("ada", FAST)).isFalse();
        }
    }

    @Example
    void noneInARowSwitchesItOff() {
        var off = new Attention(new Attention.Rules(0, SLOW, SLOW));
        for (int approval = 0; approval < 30; approval++) {
            assertThat(off.approved("ada", FAST)).isFalse();
        }
    }

    @Property(tries = 100)
    void aPauseComesExactlyAfterSixRapidOnesInARow(@ForAll boolean[] rapid) {
        int inARow = 0;
        for (boolean fast : rapid) {
            inARow = fast ? inARow + 1 : 0;
            boolean pause = attention.approved("ada", fast ? FAST : SLOW);
            assertThat(pause).isEqualTo(inARow == 6);
            inARow = pause ? 0 : inARow;
        }
        attention.thought("ada");
    }
}
