package dev.sotto.loadtest.phone;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.freetts.FreeTtsSynthesizer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What callers can say, made before the first call so that no synthesis runs beside a measurement. {@link #learn} blocks for some
 * milliseconds per phrase; any thread.
 */
public final class Voice implements AutoCloseable {
    private final Synthesizer synthesizer;
    private final Map<String, SpokenPhrase> phrases = new ConcurrentHashMap<>();

    public Voice() {
        synthesizer = FreeTtsSynthesizer.load();
    }

    /** Makes every phrase of the script that isn't known yet. */
    public Voice learn(Script script) {
        script.phrases().forEach(text -> phrases.computeIfAbsent(text, this::speak));
        return this;
    }

    public SpokenPhrase phrase(String text) {
        SpokenPhrase known = phrases.get(text);
        if (known == null) {
            throw new IllegalArgumentException("\"" + text + "\" was not learnt before the call");
        }
        return known;
    }

    private SpokenPhrase speak(String text) {
        Collected collected = new Collected();
        synthesizer.synthesize(text, collected);
        return SpokenPhrase.of(text, Arrays.copyOf(collected.samples, collected.count));
    }

    @Override
    public void close() {
        synthesizer.close();
    }

    private static final class Collected implements Synthesizer.Sink {
        private short[] samples = new short[16_000];
        private int count;

        @Override
        public boolean accept(short[] more, int offset, int size) {
            if (count + size > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(count + size, 2 * samples.length));
            }
            System.arraycopy(more, offset, samples, count, size);
            count += size;
            return true;
        }
    }
}
