package dev.sotto.media.speech;

import java.util.LinkedHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks on a bounded pool of workers and keeps whole phrases, least recently used ones leave first.
 *
 * <p>Several who ask for the same phrase at the same time share one synthesis; it stops when the last of them has cancelled.
 * A phrase that failed or was cancelled is not kept. Threads: {@link #speak} any; a sound is read by one.
 */
public final class CachingNarrator implements Narrator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CachingNarrator.class);
    /** Behind sound, before decoding: somebody waits for the first word. */
    private static final int NICE = 5;

    private static final int WAITING = 4_096;

    private final Synthesizer engine;
    private final Executor workers;
    private final long capacityBytes;
    private final Runnable stop;

    // guarded by lock, which is held for moments only
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Phrase> phrases = new LinkedHashMap<>(64, 0.75f, true);
    private long keptBytes;

    /** Uses {@code workers} for synthesis, which may block them; {@code capacityBytes} bounds the finished phrases kept. */
    CachingNarrator(Synthesizer engine, Executor workers, long capacityBytes, Runnable stop) {
        this.engine = engine;
        this.workers = workers;
        this.capacityBytes = capacityBytes;
        this.stop = stop;
    }

    /** Starts {@code threads} workers of its own. Closing it closes them and the engine. */
    public static CachingNarrator start(Synthesizer engine, int threads, long capacityBytes) {
        ThreadPoolExecutor pool = SpeechWorkers.start("sotto-narrator", threads, WAITING, NICE);
        return new CachingNarrator(engine, pool, capacityBytes, () -> {
            pool.shutdownNow();
            engine.close();
        });
    }

    @Override
    public Sound speak(String text) {
        Phrase made;
        lock.lock();
        try {
            Phrase known = phrases.get(text);
            if (known != null && known.join()) {
                return known.sound();
            }
            made = new Phrase();
            phrases.put(text, made);
        } finally {
            lock.unlock();
        }
        try {
            workers.execute(() -> make(text, made));
        } catch (RejectedExecutionException full) {
            forget(text, made);
            made.fail();
            LOG.atWarn().addKeyValue("cause", "queue full").log("A phrase was not spoken");
        }
        return made.sound();
    }

    /** Bytes of finished phrases held now. Any thread. */
    public long keptBytes() {
        lock.lock();
        try {
            return keptBytes;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        stop.run();
    }

    private void make(String text, Phrase phrase) {
        try {
            if (phrase.wanted()) {
                TrimmedSound trimmed = new TrimmedSound(phrase);
                engine.synthesize(text, trimmed);
                trimmed.end();
            }
        } catch (RuntimeException | Error broken) {
            forget(text, phrase);
            phrase.fail();
            LOG.atWarn()
                    .setCause(broken)
                    .addKeyValue("engine", engine.name())
                    .addKeyValue("letters", text.length())
                    .log("Synthesis failed");
            return;
        }
        if (phrase.finish() && !phrase.makeshift()) {
            keep(text, phrase);
        } else {
            forget(text, phrase);
        }
    }

    private void keep(String text, Phrase phrase) {
        lock.lock();
        try {
            if (phrases.get(text) != phrase) {
                return;
            }
            keptBytes += phrase.bytes();
            var eldest = phrases.entrySet().iterator();
            while (keptBytes > capacityBytes && eldest.hasNext()) {
                Phrase old = eldest.next().getValue();
                if (old.finished()) {
                    keptBytes -= old.bytes();
                    eldest.remove();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(String text, Phrase phrase) {
        lock.lock();
        try {
            phrases.remove(text, phrase);
        } finally {
            lock.unlock();
        }
    }
}
