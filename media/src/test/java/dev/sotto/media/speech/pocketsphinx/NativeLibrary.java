package dev.sotto.media.speech.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Skips a test where libpocketsphinx3 isn't installed; where everything must be (CI) its absence fails. */
public final class NativeLibrary {
    private NativeLibrary() {}

    public static void require() {
        Optional<String> problem = PocketSphinxRecognizer.unavailable();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(problem).as("CI installs libpocketsphinx3").isEmpty();
        }
        problem.ifPresent(reason -> System.err.println("SKIPPED, pocketsphinx: " + reason));
        Assumptions.assumeTrue(problem.isEmpty(), () -> "pocketsphinx: " + problem.orElse(""));
    }
}
