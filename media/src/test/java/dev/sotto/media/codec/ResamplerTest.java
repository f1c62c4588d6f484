package dev.sotto.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.turn.Level;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static final double TONE_LEVEL = -13.3;

    private static short[] tone(int rate, double hertz) {
        short[] samples = new short[rate];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    private static short[] convert(int from, int to, short[] samples) {
        Resampler resampler = Resampler.of(from, to);
        short[] into = new short[(int) ((long) samples.length * to / from) + 10];
        int made = 0;
        for (int at = 0; at < samples.length; at += 37) {
            made += resampler.convert(samples, at, Math.min(37, samples.length - at), into, made);
        }
        return Arrays.copyOf(into, made);
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "8000, 48000", "48000, 8000", "24000, 8000", "44100, 8000", "22050, 8000"
    })
    void telephoneSoundPassesWholeAndAsLong(int from, int to) {
        for (double hertz : new double[] {50, 300, 1000, 2500, 3400}) {
            short[] heard = convert(from, to, tone(from, hertz));
            assertThat(heard.length).isBetween(to - 1, to + 1);
            assertThat(Level.of(heard, to / 4, to / 2)).isBetween(TONE_LEVEL - 0.3, TONE_LEVEL + 0.3);
            short[] wanted = tone(to, hertz);
            int delay = Snr.delay(Arrays.copyOf(wanted, to / 2), heard, 40);
            // a delay between two samples shifts the phase: compare the energy beside the tone instead
            assertThat(beside(heard, to, hertz))
                    .as("%s Hz, delay %s", hertz, delay)
                    .isLessThan(-60);
        }
    }

    /** Level of what is not the tone, relative to it: a least-squares fit of sine and cosine is taken out. */
    private static double beside(short[] heard, int rate, double hertz) {
        int from = rate / 4;
        int count = rate / 2;
        double[] fit = new double[2];
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * hertz * (from + i) / rate;
            fit[0] += heard[from + i] * Math.cos(angle) * 2 / count;
            fit[1] += heard[from + i] * Math.sin(angle) * 2 / count;
        }
        double rest = 0;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * hertz * (from + i) / rate;
            rest += Math.pow(heard[from + i] - fit[0] * Math.cos(angle) - fit[1] * Math.sin(angle), 2);
        }
        return 10 * Math.log10(rest / count / (Math.pow(Math.hypot(fit[0], fit[1]), 2) / 2));
    }

    @ParameterizedTest
    @CsvSource({"16000, 4600", "16000, 6000", "16000, 7900", "48000, 5000", "48000, 12000", "44100, 15000"})
    void whatWouldFoldBackIsGone(int from, double hertz) {
        short[] heard = convert(from, 8000, tone(from, hertz));
        assertThat(Level.of(heard, 2000, 4000)).isLessThan(TONE_LEVEL - 55);
    }

    @Test
    void fullScaleDoesNotWrapRound() {
        short[] square = new short[8000];
        for (int i = 0; i < square.length; i++) {
            square[i] = (i / 8) % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] heard = convert(8000, 16_000, square);
        for (int i = 200; i + 32 < heard.length; i += 32) {
            assertThat(heard[i + 20]).isNotZero();
        }
        assertThat(heard).contains(Short.MAX_VALUE, Short.MIN_VALUE);
    }

    @Test
    void ratesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> Resampler.of(0, 8000)).isInstanceOf(IllegalArgumentException.class);
    }
}
