package dev.sotto.media.speech;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decodes all legs on a few workers, fairly: a leg with queued sound waits in one line with the others, is decoded for one
 * chunk of at most {@value #CHUNK_MILLIS} ms, and goes to the end of the line. A leg stands in that line at most once, so no two
 * workers ever hold the same leg. A leg that is behind catches up as fast as the workers can; with more legs than they can serve,
 * what is decoded {@link #MAX_LAG_NANOS} after the end of speech is all that is understood, so that lag is bounded.
 */
public final class PooledTranscriber implements Transcriber, AutoCloseable {
    static final int CHUNK_MILLIS = 60;

    /** An utterance that ended so long ago, 3 s, is taken as far as it was decoded. */
    static final long MAX_LAG_NANOS = 3_000_000_000L;

    private static final int MAX_LEGS_IN_LINE = 65_536;

    /** A tenth of a core's time is left to decoding while a loop wants all of it. */
    private static final int NICE = 10;

    private final Recognizer engine;
    private final Executor workers;
    private final TranscriptionMeter meter;
    private final LongSupplier nanoTime;
    private final Runnable stop;
    private final @Nullable VoiceModel voiceModel;
    private final LongAdder queuedSamples = new LongAdder();
    private final AtomicInteger legs = new AtomicInteger();

    /** {@code workers} must take tasks in the order they come. */
    PooledTranscriber(
            Recognizer engine, Executor workers, TranscriptionMeter meter, LongSupplier nanoTime, Runnable stop) {
        this(engine, workers, meter, nanoTime, stop, null);
    }

    private PooledTranscriber(
            Recognizer engine,
            Executor workers,
            TranscriptionMeter meter,
            LongSupplier nanoTime,
            Runnable stop,
            @Nullable VoiceModel voiceModel) {
        this.engine = engine;
        this.workers = workers;
        this.meter = meter;
        this.nanoTime = nanoTime;
        this.stop = stop;
        this.voiceModel = voiceModel;
    }

    /** Starts {@code threads} workers of its own, as many as cores is sensible. Closing it closes them and the engine. */
    public static PooledTranscriber start(Recognizer engine, int threads, TranscriptionMeter meter) {
        return start(engine, threads, meter, null);
    }

    /** The same, with a model that tells voice from noise. */
    public static PooledTranscriber start(
            Recognizer engine, int threads, TranscriptionMeter meter, @Nullable VoiceModel voiceModel) {
        ThreadPoolExecutor pool = SpeechWorkers.start("sotto-transcriber", threads, MAX_LEGS_IN_LINE, NICE);
        Runnable stop = () -> {
            pool.shutdown();
            engine.close();
        };
        return new PooledTranscriber(engine, pool, meter, System::nanoTime, stop, voiceModel);
    }

    @Override
    public @Nullable VoiceCheck voiceCheck(Executor context) {
        return voiceModel == null ? null : new VoiceCheck(voiceModel, workers, context);
    }

    @Override
    public Leg open(Executor context, Listener listener) {
        legs.incrementAndGet();
        return new PooledLeg(this, context, listener);
    }

    /** Sound that waits to be decoded, over all legs. Any thread. */
    public long queuedMillis() {
        return queuedSamples.sum() / 8;
    }

    /** Legs that are open. Any thread. */
    public int legsOpen() {
        return legs.get();
    }

    /** Decoders of the engine, in use or kept for the next. Any thread. */
    public int decodersOpen() {
        return engine.decodersOpen();
    }

    @Override
    public void close() {
        stop.run();
    }

    Recognizer engine() {
        return engine;
    }

    Executor workers() {
        return workers;
    }

    TranscriptionMeter meter() {
        return meter;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    LongAdder queuedSamples() {
        return queuedSamples;
    }

    void legClosed() {
        legs.decrementAndGet();
    }
}
