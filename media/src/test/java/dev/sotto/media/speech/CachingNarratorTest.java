package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class CachingNarratorTest {
    private final ManualWorkers workers = new ManualWorkers();
    private final CountingVoice voice = new CountingVoice();
    private final CachingNarrator narrator = narrator(workers, 1_000_000);

    /** Loud enough not to be taken for the silence around a phrase. */
    private static short loud(int letter) {
        return (short) (100 * letter);
    }

    @Test
    void soundIsReadInOrderToItsEnd() {
        Narrator.Sound sound = narrator.speak("abc");
        assertThat(read(sound, 10)).as("nothing is made yet").isEmpty();
        assertThat(sound.totalSamples()).isEqualTo(-1);
        workers.runAll();
        assertThat(sound.totalSamples()).isEqualTo(300);
        assertThat(read(sound, 1_000)).hasSize(300).startsWith(loud('a')).endsWith(loud('c'));
        assertThat(sound.read(new short[10], 0, 10)).isEqualTo(-1);
        assertThat(sound.failed()).isFalse();
    }

    @Test
    void chunksAreReadableWhileTheRestIsMade() {
        Narrator.Sound sound = narrator.speak("ab");
        var during = new ArrayList<Integer>();
        voice.afterChunk = () -> during.add(read(sound, 1_000).size());
        workers.runAll();
        assertThat(during).containsExactly(100, 100);
    }

    @Test
    void samePhraseIsMadeOnceAlsoWhenAskedForAtTheSameTime() {
        Narrator.Sound first = narrator.speak("hi");
        Narrator.Sound second = narrator.speak("hi");
        workers.runAll();
        Narrator.Sound third = narrator.speak("hi");
        assertThat(voice.spoken).containsExactly("hi");
        for (Narrator.Sound sound : List.of(first, second, third)) {
            assertThat(read(sound, 1_000)).hasSize(200);
        }
        assertThat(workers.waiting()).isZero();
    }

    @Test
    void leastRecentlyUsedPhraseLeavesFirst() {
        CachingNarrator small = narrator(workers, 2 * (2 * 100 + 64));
        for (String text : List.of("a", "b", "a", "c", "a", "b")) {
            small.speak(text);
            workers.runAll();
        }
        assertThat(voice.spoken).containsExactly("a", "b", "c", "b");
        assertThat(small.keptBytes()).isEqualTo(2 * (2 * 100 + 64));
    }

    @Test
    void phraseLargerThanTheCacheIsStillHeard() {
        CachingNarrator tiny = narrator(workers, 10);
        Narrator.Sound sound = tiny.speak("long");
        workers.runAll();
        assertThat(read(sound, 1_000)).hasSize(400);
        assertThat(tiny.keptBytes()).isZero();
    }

    @Test
    void engineStopsWhenNobodyListensAnyMore() {
        Narrator.Sound sound = narrator.speak("abcdef");
        voice.afterChunk = sound::cancel;
        workers.runAll();
        assertThat(voice.chunks).isEqualTo(2);
        assertThat(sound.read(new short[10], 0, 10)).isEqualTo(-1);
        assertThat(narrator.keptBytes()).isZero();
        narrator.speak("abcdef");
        workers.runAll();
        assertThat(voice.spoken).as("it is made anew").hasSize(2);
    }

    @Test
    void engineGoesOnForTheOtherListener() {
        Narrator.Sound one = narrator.speak("ab");
        Narrator.Sound other = narrator.speak("ab");
        one.cancel();
        one.cancel();
        workers.runAll();
        assertThat(read(other, 1_000)).hasSize(200);
    }

    @Test
    void cancelBeforeTheWorkerComesSavesTheWork() {
        narrator.speak("ab").cancel();
        workers.runAll();
        assertThat(voice.spoken).isEmpty();
    }

    @Test
    void failureIsToldAndWhatWasMadeCanBeRead() {
        voice.failsAt = 'b';
        Narrator.Sound sound = narrator.speak("ab");
        workers.runAll();
        assertThat(sound.failed()).isTrue();
        assertThat(read(sound, 1_000)).hasSize(100);
        assertThat(sound.read(new short[1], 0, 1)).isEqualTo(-1);
        voice.failsAt = 0;
        Narrator.Sound again = narrator.speak("ab");
        workers.runAll();
        assertThat(read(again, 1_000)).as("a failure isn't kept").hasSize(200);
    }

    @Test
    void fullQueueIsAFailedSound() {
        CachingNarrator full = narrator(
                task -> {
                    throw new RejectedExecutionException();
                },
                1_000);
        Narrator.Sound sound = full.speak("ab");
        assertThat(sound.failed()).isTrue();
        assertThat(sound.read(new short[1], 0, 1)).isEqualTo(-1);
    }

    private CachingNarrator narrator(Executor executor, long bytes) {
        return new CachingNarrator(voice, executor, bytes, () -> {});
    }

    private static List<Short> read(Narrator.Sound sound, int most) {
        var all = new ArrayList<Short>();
        short[] into = new short[37];
        for (int count = sound.read(into, 0, 37); count > 0; count = sound.read(into, 0, 37)) {
            for (int i = 0; i < count; i++) {
                all.add(into[i]);
            }
        }
        assertThat(all).hasSizeLessThanOrEqualTo(most);
        return all;
    }

    /** Speaks each letter as 100 samples of its value. */
    private static final class CountingVoice implements Synthesizer {
        final List<String> spoken = new ArrayList<>();
        int chunks;
        int failsAt;
        Runnable afterChunk = () -> {};

        @Override
        public void synthesize(String text, Sink sink) {
            spoken.add(text);
            for (char letter : text.toCharArray()) {
                if (letter == failsAt) {
                    throw new IllegalStateException("scripted failure");
                }
                short[] chunk = new short[100];
                java.util.Arrays.fill(chunk, loud(letter));
                chunks++;
                if (!sink.accept(chunk, 0, 100)) {
                    return;
                }
                afterChunk.run();
            }
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public String limits() {
            return "";
        }

        @Override
        public void close() {}
    }
}
