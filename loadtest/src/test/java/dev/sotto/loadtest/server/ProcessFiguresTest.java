package dev.sotto.loadtest.server;

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
    void memoryIsTheProportionalSize() {
        String maps = "7f-80 ---p 0 0 0 [rollup]\nRss:   6144 kB\nPss:   2048 kB\nPss_Anon:  1 kB\n";

        assertThat(ProcessFigures.parse(STAT, maps).memoryBytes()).isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void ourOwnCanBeRead() {
        ProcessFigures own = ProcessFigures.of(ProcessHandle.current().pid());

        assertThat(own.memoryBytes()).isGreaterThan(10 << 20);
        assertThat(own.cpu()).isPositive();
    }

    @Test
    void aProcessThatIsGoneSaysSo() {
        assertThatThrownBy(() -> ProcessFigures.of(999_999_999)).hasMessageContaining("999999999");
    }
}
