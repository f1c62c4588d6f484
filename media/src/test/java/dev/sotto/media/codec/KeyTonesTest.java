package dev.sotto.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.media.speech.TelephoneSound;
import dev.sotto.media.testbed.Sounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of ITU-T Q.24, where administrations differ the stricter one, and sounds that are no keys. */
class KeyTonesTest {
    private static final String KEYS = "123A456B789C*0#D";
    private static final double[] LOW = {697, 770, 852, 941};
    private static final double[] HIGH = {1209, 1336, 1477, 1633};
    private static final Path SPEECH = Path.of(System.getProperty("sotto.speech", "../../shared/speech"));

    private double pitchFactor = 1;
    private double twistDb;
    private double levelDbm = -10;
    private double noiseDbBelow = 99;

    /** A press: each tone {@code levelDbm}, the high one {@code twistDb} above it; then a pause. */
    private short[] press(char key, int millis, int pauseMillis) {
        int index = KEYS.indexOf(key);
        double low = amplitude(twistDb > 0 ? levelDbm - twistDb : levelDbm);
        double high = amplitude(twistDb > 0 ? levelDbm : levelDbm + twistDb);
        short[] samples = new short[(millis + pauseMillis) * 8];
        for (int i = 0; i < millis * 8; i++) {
            double t = 2 * Math.PI * pitchFactor * i / 8000;
            samples[i] =
                    (short) Math.round(low * Math.sin(t * LOW[index / 4]) + high * Math.sin(t * HIGH[index % 4] + 1));
        }
        return samples;
    }

    /** Of a sine; the loudest one is 3.14 dBm0 in mu-law. */
    private static double amplitude(double dbm) {
        return 32_124 * Math.pow(10, (dbm - 3.17) / 20);
    }

    private short[] dial(String keys, int millis, int pauseMillis) {
        short[] all = Sounds.silence(37);
        for (char key : keys.toCharArray()) {
            all = Sounds.join(all, press(key, millis, pauseMillis));
        }
        short[] rest = Sounds.silence(100);
        short[] line = Sounds.join(all, rest);
        Random random = new Random(4);
        double sigma = amplitude(levelDbm) / Math.sqrt(2) * Math.pow(10, -noiseDbBelow / 20);
        for (int i = 0; i < line.length; i++) {
            line[i] = clip(line[i] + sigma * random.nextGaussian());
        }
        return RoundTrip.through(AudioFormat.PCMU, Arrays.copyOf(line, line.length / 160 * 160), 160);
    }

    private static short clip(double sample) {
        return (short) Math.max(-32_768, Math.min(32_767, Math.round(sample)));
    }

    private static String heard(short[] sound) {
        KeyTones tones = new KeyTones();
        StringBuilder keys = new StringBuilder();
        for (int at = 0; at + 160 <= sound.length; at += 160) {
            char key = tones.on(Arrays.copyOfRange(sound, at, at + 160));
            if (key != KeyTones.NONE) {
                keys.append(key);
            }
        }
        return keys.toString();
    }

    @ParameterizedTest
    @CsvSource({"40, 40", "50, 50", "65, 45", "80, 80", "100, 60", "500, 100"})
    void everyKeyIsHeardOnce(int millis, int pauseMillis) {
        String twice = KEYS + "1122334455667788990";
        assertThat(heard(dial(twice, millis, pauseMillis))).isEqualTo(twice);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3, -5, -15, -25})
    void everyLevelThatFitsIsHeard(double dbm) {
        levelDbm = dbm;
        assertThat(heard(dial(KEYS, 60, 60))).isEqualTo(KEYS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {4, 2, -4, -8})
    void twistOfALineIsTolerated(double twist) {
        twistDb = twist;
        assertThat(heard(dial(KEYS, 60, 60))).isEqualTo(KEYS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {9, -14})
    void moreTwistIsNoKey(double twist) {
        twistDb = twist;
        assertThat(heard(dial(KEYS, 60, 60))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.982, 0.985, 1.015, 1.018})
    void pitchWithinTheToleranceIsHeard(double factor) {
        pitchFactor = factor;
        assertThat(heard(dial(KEYS, 60, 60))).isEqualTo(KEYS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.965, 0.97, 1.03, 1.035, 1.05})
    void pitchBeyondIsNoKey(double factor) {
        pitchFactor = factor;
        assertThat(heard(dial(KEYS, 60, 60))).isEmpty();
    }

    @Test
    void noiseFifteenDecibelBelowDoesNoHarm() {
        noiseDbBelow = 15;
        String keys = KEYS.repeat(5);
        assertThat(heard(dial(keys, 60, 60))).isEqualTo(keys);
    }

    @Test
    void tooShortIsNoKey() {
        assertThat(heard(dial(KEYS, 20, 80))).isEmpty();
    }

    @Test
    void aShortInterruptionIsStillOnePress() {
        short[] sound = dial("5", 200, 100);
        Arrays.fill(sound, 1000, 1000 + 72, (short) 0);
        assertThat(heard(sound)).isEqualTo("5");
    }

    @Test
    void tonesOfOthersAreNoKeys() {
        double[][] pairs = {
            {350, 440},
            {440, 480},
            {480, 620},
            {425, 425},
            {1100, 1100},
            {2100, 2100},
            {697, 852},
            {1209, 1477},
            {697, 697},
            {1336, 1336},
            {941, 1100},
            {900, 1300},
            {1400, 2060},
            {1380, 1500},
            {700, 1700}
        };
        for (double[] pair : pairs) {
            short[] tones = Sounds.mix(Sounds.tone(pair[0], 8000, 500), Sounds.tone(pair[1], 8000, 500));
            assertThat(heard(tones)).as("%s + %s Hz", pair[0], pair[1]).isEmpty();
        }
    }

    @Test
    void noiseIsNoKey() {
        assertThat(heard(Sounds.noise(6000, 60_000, 5))).isEmpty();
        assertThat(heard(new short[16_000])).isEmpty();
    }

    @Test
    void ourTestVoiceIsNoKey() {
        for (int hertz = 90; hertz < 400; hertz += 7) {
            assertThat(heard(Sounds.voice(hertz, 9000, 2000))).isEmpty();
        }
    }

    /** Minutes of talk at four levels: nothing may sound like a key. */
    @Test
    void recordedSpeechIsNoKey() throws IOException {
        List<Path> files = recordings();
        if (files.isEmpty()) {
            System.err.println("SKIPPED: talk-off of the keypad detector, as there are no recordings at " + SPEECH);
        }
        assumeTrue(!files.isEmpty());
        StringBuilder wrong = new StringBuilder();
        for (Path file : files) {
            short[] speech = TelephoneSound.ofFile(file);
            for (double gain : new double[] {0.25, 0.5, 1, 2, 4}) {
                short[] louder = new short[speech.length];
                for (int i = 0; i < speech.length; i++) {
                    louder[i] = clip(gain * speech[i]);
                }
                String keys = heard(louder);
                wrong.append(keys.isEmpty() ? "" : file.getFileName() + " x " + gain + ": " + keys + "\n");
            }
        }
        assertThat(wrong.toString()).isEmpty();
    }

    private static List<Path> recordings() throws IOException {
        if (!Files.isDirectory(SPEECH)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(SPEECH, 2)) {
            return files.filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList();
        }
    }
}
