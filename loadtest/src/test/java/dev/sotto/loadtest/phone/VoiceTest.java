package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.loadtest.phone.VoiceTraits.Noise;
import dev.sotto.media.turn.Level;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoiceTest {
    private static final Voice VOICE = new Voice();
    private static final String WORDS = "where is my order";

    @AfterAll
    static void close() {
        VOICE.close();
    }

    /** Two seconds of a tone with harmonics, as a voice has them. */
    private static short[] tone(double hertz) {
        short[] tone = new short[16_000];
        for (int i = 0; i < tone.length; i++) {
            double turn = 2 * Math.PI * hertz * i / 8_000;
            tone[i] = (short) (4_000 * (Math.sin(turn) + 0.5 * Math.sin(2 * turn) + 0.3 * Math.sin(3 * turn)));
        }
        return tone;
    }

    /** The lag at which it repeats itself, as a frequency. */
    private static double pitch(short[] sound) {
        int best = 0;
        double most = 0;
        for (int lag = 30; lag < 110; lag++) {
            double sum = 0;
            for (int i = 4_000; i < 8_000; i++) {
                sum += (double) sound[i] * sound[i + lag];
            }
            if (sum > most) {
                most = sum;
                best = lag;
            }
        }
        return 8_000.0 / best;
    }

    private static VoiceTraits traits(double speed, double pitch) {
        return new VoiceTraits(speed, pitch, 0, false, Noise.NONE);
    }

    @Test
    void speedChangesTheLengthAndNotThePitch() {
        short[] fast = Timbre.of(traits(1.25, 1), tone(125));

        assertThat(fast.length).isCloseTo(12_800, within(200));
        assertThat(pitch(fast)).isCloseTo(125, within(4.0));
    }

    @Test
    void pitchChangesAndTheLengthDoesNot() {
        short[] high = Timbre.of(traits(1, 1.2), tone(125));

        assertThat(high.length).isCloseTo(16_000, within(300));
        assertThat(pitch(high)).isCloseTo(150, within(4.0));
    }

    @Test
    void anotherVoiceSaysTheSameWordsAtTheLevelOfATelephone() {
        VoiceTraits traits = new VoiceTraits(1.1, 0.9, -6, true, Noise.NONE);
        VOICE.learn(Script.named("other").say(WORDS).build().with(traits));
        VOICE.learn(Script.named("plain").say(WORDS).build());

        SpokenPhrase other = VOICE.phrase(WORDS, traits);
        double length = (double) other.frames().length / VOICE.phrase(WORDS).frames().length;

        assertThat(length).isCloseTo(1 / 1.1, within(0.06));
        assertThat(Timbre.activeLevel(joined(other))).isCloseTo(VoiceTraits.SPEECH_DB - 6, within(1.0));
    }

    private static short[] joined(SpokenPhrase phrase) {
        short[] all = new short[160 * phrase.frames().length];
        for (int i = 0; i < phrase.frames().length; i++) {
            System.arraycopy(phrase.frames()[i], 0, all, 160 * i, 160);
        }
        return all;
    }

    @Test
    void theBandEndsWhereATelephonesDoes() {
        assertThat(loss(100)).isGreaterThan(30);
        assertThat(loss(1_000)).isLessThan(1);
        assertThat(loss(3_800)).isGreaterThan(15);
    }

    private static double loss(double hertz) {
        double[] sound = new double[8_000];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = 8_000 * Math.sin(2 * Math.PI * hertz * i / 8_000);
        }
        double before = Level.of(Timbre.rounded(sound, 1), 4_000, 4_000);
        Biquad.telephoneBand(sound);
        return before - Level.of(Timbre.rounded(sound, 1), 4_000, 4_000);
    }

    @Test
    void noiseLiesAsFarBelowTheSpeechAsItShould() {
        for (Noise.Kind kind : new Noise.Kind[] {Noise.Kind.WHITE, Noise.Kind.PINK, Noise.Kind.BABBLE}) {
            VoiceTraits traits = new VoiceTraits(1, 1, 0, false, new Noise(kind, 15));
            VOICE.learn(Script.named("noisy").say(WORDS).build().with(traits));
            Background background = VOICE.background(traits, 12_345);
            short[] noise = new short[80_000];
            for (int i = 0; i < 500; i++) {
                System.arraycopy(background.under(new short[160]), 0, noise, 160 * i, 160);
            }

            assertThat(Level.of(noise, 0, noise.length))
                    .as("%s", kind)
                    .isCloseTo(VoiceTraits.SPEECH_DB - 15, within(0.5));
            assertThat(Arrays.copyOf(noise, 160)).as("an own place in it").isNotEqualTo(first(traits, 77));
        }
    }

    private static short[] first(VoiceTraits traits, int from) {
        return VOICE.background(traits, from).under(new short[160]).clone();
    }

    @Test
    void theSameWordsInTheSameVoiceAreKeptOnceWhateverTheNoise() {
        try (Voice own = new Voice()) {
            own.learn(Script.named("a").say("kept once").build());
            long before = own.bytes();

            VoiceTraits noisy = new VoiceTraits(1, 1, 0, false, new Noise(Noise.Kind.WHITE, 30));
            own.learn(Script.named("b").say("kept once").build().with(noisy));

            assertThat(own.bytes()).isEqualTo(before).isPositive();
        }
    }

    @Test
    void recordedSpeechIsPlayedAsItIs(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tone.wav");
        short[] tone = tone(200);
        byte[] bytes = new byte[2 * tone.length];
        for (int i = 0; i < tone.length; i++) {
            bytes[2 * i] = (byte) tone[i];
            bytes[2 * i + 1] = (byte) (tone[i] >> 8);
        }
        var format = new AudioFormat(16_000, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(bytes), format, tone.length),
                AudioFileFormat.Type.WAVE,
                file.toFile());

        VOICE.learn(Script.named("played").play(file).build());

        assertThat(VOICE.recording(file).frames().length)
                .as("a second, at 8 kHz")
                .isBetween(49, 51);
    }

    @Test
    void whatIsNoRecordingIsRefusedBeforeTheCall(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("no.wav"), "RIFF? no");

        assertThatThrownBy(() -> VOICE.learn(Script.named("played").play(file).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.wav");
    }

    @Test
    void whatWasNotLearntIsAnError() {
        assertThatThrownBy(() -> VOICE.phrase("never learnt")).hasMessageContaining("not learnt");
    }
}
