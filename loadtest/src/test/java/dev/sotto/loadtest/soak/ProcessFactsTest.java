package dev.sotto.loadtest.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessFactsTest {
    @Test
    void figuresAreReadWithOrWithoutAUnit() {
        List<String> status = List.of("Name:\tjava", "Pss:            20480 kB", "Threads:\t17");
        assertThat(ProcessFacts.number(status, "Pss:")).isEqualTo(20_480);
        assertThat(ProcessFacts.number(status, "Threads:")).isEqualTo(17);
        assertThat(ProcessFacts.number(status, "VmSwap:")).isZero();
    }

    @Test
    void thisProcessHasThreadsAndFiles() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "SKIPPED: not on Linux");
        ProcessFacts facts = ProcessFacts.of(ProcessHandle.current().pid());
        assertThat(facts.threads()).isGreaterThan(3);
        assertThat(facts.files()).isGreaterThan(facts.sockets());
    }
}
