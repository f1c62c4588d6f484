package dev.sotto.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReceptionTest {
    private final Reception reception = new Reception(8000);

    private Reception.Arrival on(int... sequences) {
        Reception.Arrival last = Reception.Arrival.NEXT;
        for (int sequence : sequences) {
            last = reception.on(sequence);
        }
        return last;
    }

    @Test
    void countsAcrossTheWrap() {
        assertThat(on(65534, 65535, 0, 1)).isEqualTo(Reception.Arrival.NEXT);
        assertThat(reception.extendedHighest()).isEqualTo(65537);
        assertThat(reception.lost()).isZero();
    }

    @Test
    void aGapIsLossUntilTheMissingOneComes() {
        on(10, 11, 13);
        assertThat(reception.lost()).isEqualTo(1);
        assertThat(on(12)).isEqualTo(Reception.Arrival.REORDERED);
        assertThat(reception.lost()).isZero();
        assertThat(reception.reordered()).isEqualTo(1);
    }

    @Test
    void aSecondCopyIsADuplicateAlsoWhenOld() {
        on(10, 11, 12);
        assertThat(on(12)).isEqualTo(Reception.Arrival.DUPLICATE);
        assertThat(on(10)).isEqualTo(Reception.Arrival.DUPLICATE);
        assertThat(reception.duplicates()).isEqualTo(2);
        assertThat(reception.lost()).isZero();
    }

    @Test
    void oneStrangeNumberIsIgnoredTwoInARowAreARestart() {
        on(100, 101);
        assertThat(on(40_000)).isEqualTo(Reception.Arrival.IMPLAUSIBLE);
        assertThat(on(102)).isEqualTo(Reception.Arrival.NEXT);
        on(40_000);
        assertThat(on(40_001)).isEqualTo(Reception.Arrival.RESTARTED);
        assertThat(reception.extendedHighest()).isEqualTo(40_001);
    }

    @Test
    void theFractionIsOfTheLastIntervalOnly() {
        on(0, 1, 2, 3);
        assertThat(reception.takeFractionLost()).isZero();
        on(5, 7);
        assertThat(reception.takeFractionLost()).isEqualTo(128);
        on(8, 9, 10);
        assertThat(reception.takeFractionLost()).isZero();
    }

    @Test
    void evenArrivalIsNoJitterUnevenIs() {
        for (int i = 0; i < 100; i++) {
            reception.timed(i * 160L, i * 20_000_000L);
        }
        assertThat(reception.jitterMillis()).isCloseTo(0, within(0.01));
        for (int i = 100; i < 400; i++) {
            reception.timed(i * 160L, i * 20_000_000L + (i % 2) * 8_000_000L);
        }
        assertThat(reception.jitterMillis()).isCloseTo(8, within(0.5));
    }
}
