package dev.sotto.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.testbed.Sounds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossConcealerTest {
    private final LossConcealer concealer = new LossConcealer();

    /** Harmonics of a voice that stays the same. */
    private static short[] voice(double hertz, int samples) {
        short[] voice = new short[samples];
        for (int i = 0; i < samples; i++) {
            double value = 0;
            for (int harmonic = 1; harmonic * hertz < 3500; harmonic++) {
                value += Math.sin(2 * Math.PI * hertz * harmonic * i / 8000 + harmonic) / harmonic;
            }
            voice[i] = (short) (4000 * value);
        }
        return voice;
    }

    private void hear(short[] sound, int frames) {
        for (int i = 0; i < frames; i++) {
            concealer.heard(Arrays.copyOfRange(sound, i * 160, (i + 1) * 160), 0, 160);
        }
    }

    private static double power(short[] sound, int from, int to) {
        double power = 0;
        for (int i = from; i < to; i++) {
            power += (double) sound[i] * sound[i];
        }
        return power;
    }

    @ParameterizedTest
    @ValueSource(doubles = {80, 100, 123, 160, 190})
    void aSteadyVoiceGoesOn(double hertz) {
        short[] voice = voice(hertz, 160 * 6);
        hear(voice, 4);
        short[] made = new short[160];
        assertThat(concealer.fill(made, 0, 160)).isTrue();
        short[] wrong = new short[80];
        for (int i = 0; i < 80; i++) {
            wrong[i] = (short) (made[i] - voice[4 * 160 + i]);
        }
        double ratio = 10 * Math.log10(power(voice, 640, 720) / power(wrong, 0, 80));
        assertThat(ratio).as("signal to error, dB").isGreaterThan(6);
    }

    /** A step between two samples is a click. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void neitherTheHoleNorItsEndsClick(int lost) {
        short[] voice = voice(130, 160 * 12);
        hear(voice, 4);
        short[] played = new short[(lost + 1) * 160];
        concealer.fill(played, 0, lost * 160);
        System.arraycopy(voice, (4 + lost) * 160, played, lost * 160, 160);
        concealer.heard(played, lost * 160, played.length);
        int steepest = steepest(voice, 0, voice.length);
        assertThat(Math.abs(played[0] - voice[4 * 160 - 1])).isLessThanOrEqualTo(steepest * 2);
        assertThat(steepest(played, 0, played.length)).isLessThanOrEqualTo(steepest * 2);
    }

    private static int steepest(short[] sound, int from, int to) {
        int steepest = 0;
        for (int i = from + 1; i < to; i++) {
            steepest = Math.max(steepest, Math.abs(sound[i] - sound[i - 1]));
        }
        return steepest;
    }

    @Test
    void nothingIsMadeUpOfNothing() {
        short[] frame = Sounds.tone(300, 8000, 20);
        assertThat(concealer.fill(frame, 0, 160)).isFalse();
        assertThat(frame).containsOnly(0);
    }

    @Test
    void afterAResetTheOldVoiceIsForgotten() {
        hear(voice(100, 640), 4);
        concealer.reset();
        short[] frame = new short[160];
        assertThat(concealer.fill(frame, 0, 160)).isFalse();
        assertThat(frame).containsOnly(0);
    }

    @Test
    void neverLouderThanWhatWasHeard() {
        Random random = new Random(5);
        short[] frame = new short[160];
        for (int round = 0; round < 500; round++) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) random.nextInt(Short.MIN_VALUE, Short.MAX_VALUE + 1);
            }
            concealer.heard(frame, 0, 160);
            int from = random.nextInt(160);
            concealer.fill(frame, from, 160);
            assertThat(power(frame, 0, 160)).isLessThan(160.0 * Short.MAX_VALUE * Short.MAX_VALUE);
        }
    }
}
