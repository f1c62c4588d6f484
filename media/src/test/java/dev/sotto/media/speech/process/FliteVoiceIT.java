package dev.sotto.media.speech.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.SynthesizerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Needs Debian's package flite: skipped loudly where it is missing, never in CI. */
class FliteVoiceIT extends SynthesizerContract {
    private static final Path PROGRAM = Path.of("/usr/bin/flite");

    private static FliteVoice voice;

    @BeforeAll
    static void load() {
        if (!Files.isExecutable(PROGRAM) && !"true".equals(System.getenv("CI"))) {
            System.err.println("SKIPPED: Debian's package flite is not installed; its voice is not tested");
            assumeThat(PROGRAM).exists();
        }
        voice = FliteVoice.load("flite", "slt", Duration.ofSeconds(3));
    }

    @Override
    protected Synthesizer voice() {
        return voice;
    }

    @Test
    void textThatLooksLikeAnOptionIsText() {
        assertThat(speak("--help").length).isBetween(1_000, 40_000);
        assertThat(speak("$(touch /tmp/never); `id` | cat").length).isPositive();
    }

    @Test
    void noFileIsLeft() throws IOException {
        speak("One.");

        try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("sotto-")))
                    .isEmpty();
        }
    }

    @Test
    void aVoiceThatIsNotThereFailsAtStart() {
        assertThatThrownBy(() -> FliteVoice.load("no-such-program", "slt", Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"no-such-program\"")
                .hasMessageContaining("UNREACHABLE");
    }
}
