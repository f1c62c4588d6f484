package dev.sotto.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignsTest {
    private final Signs signs = new Signs();

    @Test
    void theLongestGapCountsFromTheWindowsBeginningAndToItsEnd() {
        signs.see(Signs.Kind.MESSAGE, 100);
        signs.see(Signs.Kind.MESSAGE, 140);
        signs.see(Signs.Kind.MESSAGE, 300);

        assertThat(signs.longestGapNanos(Signs.Kind.MESSAGE, 0, 300)).isEqualTo(160);
        assertThat(signs.longestGapNanos(Signs.Kind.MESSAGE, 130, 600)).isEqualTo(300);
        assertThat(signs.longestGapNanos(Signs.Kind.MESSAGE, 400, 450)).isEqualTo(50);
        assertThat(signs.longestGapNanos(Signs.Kind.CALL, 0, 50)).isEqualTo(50);
    }

    @Test
    void theFirstSignAfterAMomentIsTold() {
        signs.see(Signs.Kind.CALL, 100);

        assertThat(signs.firstAfterNanos(Signs.Kind.CALL, 40)).isEqualTo(60);
        assertThat(signs.firstAfterNanos(Signs.Kind.CALL, 101)).isEqualTo(-1);
    }

    @Test
    void aSeedDrawsTheSameFaultsAndEachKindBeforeAnyComesAgain() {
        List<Fault> all = Arrays.asList(Fault.values());

        List<Fault> drawn = ChaosRun.draw(all, all.size() + 3, 7);

        assertThat(drawn).isEqualTo(ChaosRun.draw(all, all.size() + 3, 7)).hasSize(all.size() + 3);
        assertThat(drawn.subList(0, all.size())).containsExactlyInAnyOrderElementsOf(all);
        assertThat(drawn).isNotEqualTo(ChaosRun.draw(all, all.size() + 3, 8));
    }
}
