package dev.sotto.media.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.media.testbed.Sounds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recorded callers of {@code shared/speech}, beside the project's folder or named by {@code -Dsotto.speech}; skipped without. */
class RecordedSpeechTest {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedSpeechTest.class);
    private static final Path FOLDER = Path.of(System.getProperty("sotto.speech", "../../shared/speech"));
    private static final long FRAME = 20_000_000;

    private final List<Integer> onsetMillis = new ArrayList<>();
    private int missed;
    private int turns;
    private int callers;

    @Test
    void everyCallerIsHeardAndFewAreCutInTwo() throws IOException {
        boolean there = Files.isDirectory(FOLDER.resolve("caller8"));
        if (!there) {
            LOG.atWarn().log("SKIPPED: no recorded speech in {}", FOLDER.toAbsolutePath());
        }
        assumeTrue(there, "no recorded speech");
        try (Stream<Path> files = Files.list(FOLDER.resolve("caller8"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".wav"))
                    .sorted()
                    .toList()) {
                listen(samples(file));
            }
        }
        Collections.sort(onsetMillis);
        LOG.atWarn()
                .log(
                        "{} callers: {} missed, {} turns; speech believed after p50 {} ms, p95 {} ms of voice",
                        callers,
                        missed,
                        turns,
                        onsetMillis.get(onsetMillis.size() / 2),
                        onsetMillis.get(onsetMillis.size() * 95 / 100));
        assertThat(missed).isZero();
        assertThat(turns).isLessThan(callers * 5 / 4);
        assertThat(onsetMillis.get(onsetMillis.size() * 95 / 100)).isLessThanOrEqualTo(240);
    }

    private void listen(short[] speech) {
        callers++;
        short[] call = Sounds.join(
                Sounds.noise(20, 1000, callers),
                Sounds.mix(speech, Sounds.noise(20, speech.length / 8, callers)),
                Sounds.noise(20, 1000, callers));
        VoiceDetector voice = new VoiceDetector(TurnSettings.DEFAULTS.voiceMarginDb());
        Endpointing endpointing = new Endpointing(TurnSettings.DEFAULTS);
        int ended = 0;
        for (int at = 0; at + 160 <= call.length; at += 160) {
            long now = (at / 160 + 1) * FRAME;
            boolean voiced = voice.accept(call, at, 160, endpointing.anyVoice(), 0, Level.SILENCE_DB);
            switch (endpointing.accept(voiced, voice.steady(), now)) {
                case STARTED -> onsetMillis.add((int) ((now - endpointing.startedNanos()) / 1_000_000));
                case ENDED, CUT -> ended++;
                case NONE -> {
                    // goes on
                }
            }
        }
        missed += ended == 0 ? 1 : 0;
        turns += ended;
    }

    private static short[] samples(Path wav) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[(bytes.limit() - 44) / 2];
        bytes.position(44);
        bytes.asShortBuffer().get(samples);
        return samples;
    }
}
