package dev.sotto.loadtest.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
    private static final String STAT =
            "4242 (java (x) y) S 1 4242 4242 0 -1 4194560 9 0 0 0 1234 66 7 8 20 0 40 0 999 1 1 1";

    @Test
    void aProcessNameMayHoldBrackets() {
        assertThat(ProcessFigures.parse(STAT, "").cpu()).isEqualTo(Duration.ofMillis(13_000));
    }

    @Test
    void memoryIsWhatIsResident() {
        String status = "Name:\tjava\nVmPeak:\t 900 kB\nVmRSS:\t  2048 kB\nRssAnon:\t 1 kB\n";

        assertThat(ProcessFigures.parse(STAT, status).residentBytes()).isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void aProcessThatIsGoneSaysSo() {
        assertThatThrownBy(() -> ProcessFigures.of(999_999_999)).hasMessageContaining("999999999");
    }
}
