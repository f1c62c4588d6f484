package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SpeechWorkersTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void workersGiveWayAndNobodyElseDoes() throws Exception {
        int before = Niceness.now();
        ThreadPoolExecutor pool = SpeechWorkers.start("test", 2, 10, 10);
        try {
            assertThat(pool.submit(Niceness::now).get()).isEqualTo(Math.max(before, 10));
            // the second thread is started by the first one, and no nicer
            assertThat(pool.submit(() -> pool.submit(Niceness::now)).get().get())
                    .isEqualTo(Math.max(before, 10));
            assertThat(Niceness.now()).isEqualTo(before);
        } finally {
            pool.shutdown();
        }
    }
}
