package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every voice does. */
public abstract class SynthesizerContract {
    private static final String TEXT = "Your order is on its way.";

    protected abstract Synthesizer voice();

    @Test
    void aSentenceIsSoundOfItsLength() {
        short[] sound = speak(TEXT);

        assertThat(sound.length / 8_000.0).as("seconds").isBetween(0.8, 8.0);
        assertThat(rms(sound)).as("level").isBetween(300.0, 12_000.0);
    }

    @Test
    void moreTextIsMoreSound() {
        assertThat(speak(TEXT + " Is there anything else that I can do for you today?").length)
                .isGreaterThan(speak(TEXT).length * 3 / 2);
    }

    @Test
    void theSameTextIsTheSameSound() {
        assertThat(Math.abs(speak(TEXT).length - speak(TEXT).length)).isLessThan(800);
    }

    @Test
    void nothingIsSaidForNothing() {
        assertThat(speak("")).isEmpty();
        assertThat(speak("  \n ")).isEmpty();
    }

    @Test
    void whoeverStopsListeningIsNotSpokenTo() {
        int[] after = new int[2];
        voice().synthesize(TEXT, (samples, offset, count) -> {
            after[1]++;
            after[0] += count;
            return after[0] < 1_600;
        });

        assertThat(after[0]).isBetween(1_600, 1_600 + 1_600);
    }

    @Test
    void samplesAreLentInBoundedPieces() {
        voice().synthesize(TEXT, (samples, offset, count) -> {
            assertThat(count).isBetween(1, 8_000);
            assertThat(offset + count).isLessThanOrEqualTo(samples.length);
            Arrays.fill(samples, offset, offset + count, (short) 0);
            return true;
        });
    }

    @Test
    void manySpeakAtOnce() throws Exception {
        int alone = speak(TEXT).length;
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> sentence = () -> speak(TEXT).length;
            for (var spoken :
                    workers.invokeAll(List.of(sentence, sentence, sentence, sentence), 30, TimeUnit.SECONDS)) {
                assertThat(spoken.get()).isBetween(alone - 800, alone + 800);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void theOperatorIsToldWhatItIs() {
        assertThat(voice().name()).isNotBlank();
        assertThat(voice().limits()).isNotBlank();
    }

    protected final short[] speak(String text) {
        short[][] all = {new short[0]};
        voice().synthesize(text, (samples, offset, count) -> {
            int before = all[0].length;
            all[0] = Arrays.copyOf(all[0], before + count);
            System.arraycopy(samples, offset, all[0], before, count);
            return true;
        });
        return all[0];
    }

    protected static double rms(short[] sound) {
        double sum = 0;
        for (short sample : sound) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / sound.length);
    }
}
