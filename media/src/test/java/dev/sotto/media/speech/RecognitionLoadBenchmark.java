package dev.sotto.media.speech;

import dev.sotto.media.speech.engine.SpeechEngines;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Streams per core, and what happens beyond: legs that all speak at once, in real time, on one recognition worker. Run
 * {@link #main} with engine, seconds and numbers of legs, for example {@code pocketsphinx 10 8 16 32}.
 */
public final class RecognitionLoadBenchmark {
    private static final int FRAME = 160;

    private final Recognizer engine;
    private final short[] sentence;
    private final ConcurrentLinkedQueue<Long> lags = new ConcurrentLinkedQueue<>();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong latestFrame = new AtomicLong();
    private final AtomicLong right = new AtomicLong();

    private RecognitionLoadBenchmark(Recognizer engine, short[] sentence) {
        this.engine = engine;
        this.sentence = sentence;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("sotto-load");
        short[] sentence;
        try (Synthesizer voice = SpeechEngines.synthesizer("auto")) {
            sentence = TelephoneSound.ofVoice(voice, "I want my money back and where is my order");
        }
        try (Recognizer engine =
                SpeechEngines.recognizer(args[0], folder, ShopVocabulary.SHOP).orElseThrow()) {
            System.out.println(
                    "legs  finals  right  lag p50 ms  p95  max  dropped s  call late max ms  CPU per audio s");
            for (int i = 2; i < args.length; i++) {
                new RecognitionLoadBenchmark(engine, sentence)
                        .run(Integer.parseInt(args[i]), Integer.parseInt(args[1]));
            }
        }
    }

    private void run(int legs, int seconds) throws Exception {
        ThreadPoolExecutor worker =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(65_536));
        TranscriptionMeter meter = new TranscriptionMeter() {
            @Override
            public void finalAfter(long nanos) {
                lags.add(nanos);
            }

            @Override
            public void dropped(int samples) {
                dropped.addAndGet(samples);
            }
        };
        PooledTranscriber transcriber =
                new PooledTranscriber(engine, worker, meter, System::nanoTime, worker::shutdown);
        long thread = worker.submit(() -> Thread.currentThread().getId()).get(10, TimeUnit.SECONDS);
        long cpuBefore = cpuOf(thread);
        ScheduledExecutorService call = Executors.newSingleThreadScheduledExecutor();
        List<Speaker> speakers = new ArrayList<>();
        for (int i = 0; i < legs; i++) {
            speakers.add(new Speaker(transcriber, call, i * sentence.length / legs / FRAME));
        }
        long begun = System.nanoTime();
        AtomicLong ticks = new AtomicLong();
        call.scheduleAtFixedRate(
                () -> {
                    long due = begun + ticks.getAndIncrement() * 20_000_000L;
                    speakers.forEach(Speaker::frame);
                    latestFrame.accumulateAndGet(System.nanoTime() - due, Math::max);
                },
                0,
                20,
                TimeUnit.MILLISECONDS);
        call.awaitTermination(seconds, TimeUnit.SECONDS);
        report(legs, ticks.get() * legs * 0.02, cpuOf(thread) - cpuBefore);
        worker.shutdownNow();
        worker.awaitTermination(5, TimeUnit.SECONDS);
        call.shutdownNow();
    }

    private static long cpuOf(long thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
    }

    private void report(int legs, double audioSeconds, long cpuNanos) {
        long[] sorted = lags.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%4d %7d %6d %11d %4d %4d %10.1f %17d %16.3f%n",
                legs,
                sorted.length,
                right.get(),
                at(sorted, 0.5),
                at(sorted, 0.95),
                at(sorted, 1),
                dropped.get() / 8_000.0,
                latestFrame.get() / 1_000_000,
                cpuNanos / 1e9 / audioSeconds);
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1_000_000;
    }

    /** Says the sentence over and over. */
    private final class Speaker implements Transcriber.Listener {
        private final Transcriber.Leg leg;
        private int at;
        private boolean begun;

        Speaker(PooledTranscriber transcriber, ScheduledExecutorService call, int wait) {
            leg = transcriber.open(call, this);
            at = -wait * FRAME;
        }

        void frame() {
            if (at >= 0 && !begun) {
                leg.begin();
                begun = true;
            }
            if (at >= 0) {
                leg.accept(Arrays.copyOfRange(sentence, at, at + FRAME), 0, FRAME);
            }
            at += FRAME;
            if (at + FRAME > sentence.length) {
                leg.end();
                begun = false;
                at = -10 * FRAME;
            }
        }

        @Override
        public void onPartial(String text) {}

        @Override
        public void onFinal(Hypothesis hypothesis) {
            if (WordErrors.between("i want my money back and where is my order", hypothesis.text()) <= 2) {
                right.incrementAndGet();
            }
        }
    }
}
