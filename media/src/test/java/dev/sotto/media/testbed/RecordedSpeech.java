package dev.sotto.media.testbed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Recorded callers of {@code shared/speech}, beside the project's folder or named by {@code -Dsotto.speech}; tests are skipped without. */
public final class RecordedSpeech {
    private static final Path FOLDER = Path.of(System.getProperty("sotto.speech", "../../shared/speech"));

    private RecordedSpeech() {}

    /** The 8 kHz recordings of a set, by file name; skips the test where there is none. */
    public static List<short[]> of(String set) {
        Path folder = FOLDER.resolve(set);
        if (!Files.isDirectory(folder)) {
            LoggerFactory.getLogger(RecordedSpeech.class).warn("SKIPPED: no recorded speech in {}", folder);
        }
        assumeTrue(Files.isDirectory(folder), "no recorded speech");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(name -> name.toString().endsWith(".wav"))
                    .sorted()
                    .map(RecordedSpeech::samples)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static short[] samples(Path wav) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
            short[] samples = new short[(bytes.limit() - 44) / 2];
            bytes.position(44);
            bytes.asShortBuffer().get(samples);
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
