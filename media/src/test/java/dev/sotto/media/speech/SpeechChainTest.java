package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.engine.SpeechEngines;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the narrator says on its threads, the transcriber understands on its own, for several legs at once. */
class SpeechChainTest {
    private static final int LEGS = 8;

    @Test
    void everyLegUnderstandsWhatTheNarratorSays(@TempDir Path folder) throws InterruptedException {
        Recognizer engine =
                SpeechEngines.recognizer("auto", folder, ShopVocabulary.SHOP).orElseThrow();
        ExecutorService context = Executors.newSingleThreadExecutor();
        Queue<String> finals = new ConcurrentLinkedQueue<>();
        var heard = new CountDownLatch(LEGS);
        try (var narrator = CachingNarrator.start(SpeechEngines.synthesizer("auto"), 2, 1_000_000);
                var transcriber = PooledTranscriber.start(engine, 2, TranscriptionMeter.NONE)) {
            short[] sound = TelephoneSound.overLine(listen(narrator.speak("I want my money back")));
            context.execute(() -> {
                for (Transcriber.Leg leg : legs(transcriber, context, finals, heard)) {
                    leg.begin();
                    for (int at = 0; at < sound.length; at += 160) {
                        leg.accept(sound, at, Math.min(160, sound.length - at));
                    }
                    leg.end();
                }
            });
            assertThat(heard.await(2, TimeUnit.MINUTES)).isTrue();
            assertThat(finals).hasSize(LEGS).containsOnly("i want my money back");
            assertThat(transcriber.queuedMillis()).isZero();
            assertThat(transcriber.legsOpen()).isEqualTo(LEGS);
        } finally {
            context.shutdown();
        }
    }

    private static List<Transcriber.Leg> legs(
            Transcriber transcriber, ExecutorService context, Queue<String> finals, CountDownLatch heard) {
        Transcriber.Listener listener = new Transcriber.Listener() {
            @Override
            public void onPartial(String text) {}

            @Override
            public void onFinal(Hypothesis hypothesis) {
                finals.add(hypothesis.text());
                heard.countDown();
            }
        };
        var legs = new Transcriber.Leg[LEGS];
        Arrays.setAll(legs, i -> transcriber.open(context, listener));
        return List.of(legs);
    }

    private static short[] listen(Narrator.Sound sound) {
        short[] all = new short[0];
        short[] chunk = new short[1_600];
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        for (int count = 0; count >= 0; count = sound.read(chunk, 0, chunk.length)) {
            if (count == 0) {
                assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
                LockSupport.parkNanos(1_000_000);
            }
            int before = all.length;
            all = Arrays.copyOf(all, before + count);
            System.arraycopy(chunk, 0, all, before, count);
        }
        assertThat(sound.failed()).isFalse();
        assertThat(sound.totalSamples()).isEqualTo(all.length);
        return all;
    }
}
