package dev.sotto.media.speech.freetts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.media.speech.Synthesizer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FreeTtsSynthesizerTest {
    private static final String TEXT = "Refund $129.00 for order 482913? Please hold the line.";
    private static final FreeTtsSynthesizer VOICE = FreeTtsSynthesizer.load();

    @AfterAll
    static void close() {
        VOICE.close();
    }

    @Test
    void speechIsAtTelephoneLevelAndNeverClips() {
        short[] sound = spoken(TEXT);
        double loud = 0;
        int count = 0;
        for (short sample : sound) {
            assertThat(Math.abs((int) sample)).isLessThan(32_000);
            if (Math.abs((int) sample) > 300) {
                loud += (double) sample * sample;
                count++;
            }
        }
        double decibels = 10 * Math.log10(loud / count / 32_768 / 32_768);
        assertThat(decibels).isCloseTo(-18, within(2.0));
        assertThat(sound.length / 8_000.0).as("seconds").isBetween(4.0, 9.0);
    }

    @Test
    void phraseBeginsWithItsFirstSound() {
        for (String text : List.of("Hello, this is the shop.", "I'm sorry.", "We'll repair it.", "$12.50, please.")) {
            short[] samples = spoken(text);
            int first = 0;
            while (Math.abs(samples[first]) < 200) {
                first++;
            }
            assertThat(first).as(text).isLessThanOrEqualTo(160);
        }
    }

    @Test
    void aboveTheTelephoneBandThereIsNothing() {
        // differences double towards 4 kHz; within speech they stay well below the samples themselves
        short[] sound = spoken(TEXT);
        double energy = 0;
        double top = 0;
        for (int i = 2; i < sound.length; i++) {
            energy += (double) sound[i] * sound[i];
            double alternating = (sound[i] - 2.0 * sound[i - 1] + sound[i - 2]) / 4;
            top += alternating * alternating;
        }
        assertThat(top / energy).isLessThan(0.2);
    }

    @Test
    void decimatorPassesSpeechAndStopsWhatWouldFoldBack() {
        assertThat(gain(1_000)).isCloseTo(1, within(0.02));
        assertThat(gain(3_300)).isCloseTo(1, within(0.1));
        assertThat(gain(4_700)).isLessThan(0.001);
        assertThat(gain(7_000)).isLessThan(0.001);
    }

    @Test
    void engineStopsWhenTheSinkRefuses() {
        int[] taken = {0};
        VOICE.synthesize(TEXT.repeat(10), (samples, offset, count) -> {
            taken[0] += count;
            return taken[0] < 4_000;
        });
        assertThat(taken[0]).isBetween(4_000, 8_000);
        assertThat(spoken("Yes.")).as("the voice can be used again").hasSizeGreaterThan(1_000);
    }

    @Test
    void threadsAtOnceSpeakTheSame() {
        short[] alone = spoken(TEXT);
        List<CompletableFuture<short[]>> together = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> spoken(TEXT)))
                .toList();
        for (CompletableFuture<short[]> one : together) {
            assertThat(one.join()).isEqualTo(alone);
        }
    }

    @Test
    void nothingToSayIsNoSound() {
        assertThat(spoken("...")).isEmpty();
    }

    private static short[] spoken(String text) {
        return collect(VOICE, text);
    }

    private static short[] collect(Synthesizer voice, String text) {
        short[][] all = {new short[0]};
        voice.synthesize(text, (samples, offset, count) -> {
            int before = all[0].length;
            all[0] = Arrays.copyOf(all[0], before + count);
            System.arraycopy(samples, offset, all[0], before, count);
            return true;
        });
        return all[0];
    }

    private static double gain(double hertz) {
        var decimator = new Decimator();
        double peak = 0;
        for (int i = 0; i < 8_000; i++) {
            if (decimator.push((float) Math.sin(2 * Math.PI * hertz * i / 16_000)) && i > 1_000) {
                peak = Math.max(peak, Math.abs(decimator.output()));
            }
        }
        return peak;
    }
}
