package dev.sotto.media.speech.pcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateConverterTest {
    @ParameterizedTest
    @CsvSource({
        "8000,1000",
        "16000,300",
        "16000,3000",
        "22050,440",
        "22050,3000",
        "24000,1000",
        "44100,1000",
        "48000,2500"
    })
    void whatATelephoneCarriesStaysAsItIs(int rate, int hertz) {
        double[] level = levels(rate, hertz);

        assertThat(level[0]).as("level in dB").isBetween(-0.5, 0.5);
        assertThat(level[1]).as("anything else, in dB").isLessThan(-50);
    }

    @ParameterizedTest
    @CsvSource({"16000,5000", "22050,5500", "24000,7000", "24000,10000", "48000,9000"})
    void whatItCannotCarryIsNotFoldedBack(int rate, int hertz) {
        short[] middle = Arrays.copyOfRange(convert(rate, tone(rate, hertz)), 400, 7_600);

        assertThat(20 * Math.log10((rms(middle) + 0.01) / (10_000 / Math.sqrt(2))))
                .isLessThan(-50);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000})
    void aSecondStaysASecond(int rate) {
        assertThat(convert(rate, new float[rate]).length).isBetween(8_000, 8_030);
    }

    /** Level of a tone, and of everything that is not the tone, in dB relative to what went in. */
    private static double[] levels(int rate, int hertz) {
        short[] sound = convert(rate, tone(rate, hertz));
        short[] middle = Arrays.copyOfRange(sound, 400, 7_600);
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < middle.length; i++) {
            sine += middle[i] * Math.sin(2 * Math.PI * hertz * i / 8_000);
            cosine += middle[i] * Math.cos(2 * Math.PI * hertz * i / 8_000);
        }
        double a = 2 * sine / middle.length;
        double b = 2 * cosine / middle.length;
        double rest = 0;
        for (int i = 0; i < middle.length; i++) {
            double angle = 2 * Math.PI * hertz * i / 8_000;
            double other = middle[i] - a * Math.sin(angle) - b * Math.cos(angle);
            rest += other * other;
        }
        return new double[] {
            20 * Math.log10(Math.hypot(a, b) / 10_000), 10 * Math.log10(rest / middle.length / (10_000.0 * 10_000 / 2))
        };
    }

    private static float[] tone(int rate, int hertz) {
        float[] tone = new float[rate];
        for (int i = 0; i < rate; i++) {
            tone[i] = (float) (10_000 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return tone;
    }

    private static short[] convert(int rate, float[] in) {
        RateConverter converter = new RateConverter(rate);
        short[] out = new short[9_000];
        int count = 0;
        for (int i = 0; i < in.length + converter.delay(); i++) {
            count += converter.push(i < in.length ? in[i] : 0, out, count);
        }
        return Arrays.copyOf(out, count);
    }

    private static double rms(short[] sound) {
        double sum = 0;
        for (short sample : sound) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / sound.length);
    }
}
