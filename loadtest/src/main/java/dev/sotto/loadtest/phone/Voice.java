package dev.sotto.loadtest.phone;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.freetts.FreeTtsSynthesizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What callers can say, made before the first call so that no synthesis runs beside a measurement. {@link #learn} blocks for some
 * milliseconds per phrase; any thread. The same words in the same voice are kept once; there is room for some hours of speech.
 */
public final class Voice implements AutoCloseable {
    /** 16 kB a second: four and a half hours. */
    static final long MOST_BYTES = 256L << 20;

    private final Synthesizer synthesizer;
    private final Map<Key, SpokenPhrase> phrases = new ConcurrentHashMap<>();
    private final Map<Path, SpokenPhrase> recordings = new ConcurrentHashMap<>();
    private final Map<VoiceTraits.Noise.Kind, short[]> noises = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    private record Key(String text, VoiceTraits traits) {}

    public Voice() {
        synthesizer = FreeTtsSynthesizer.load();
    }

    /** Makes every phrase of the script that isn't known yet. Throws where there is no room, or a recording can't be read. */
    public Voice learn(Script script) {
        VoiceTraits traits = script.voice().withoutNoise();
        script.phrases()
                .forEach(text -> phrases.computeIfAbsent(new Key(text, traits), key -> kept(speak(text, traits))));
        script.recordings()
                .forEach(file -> recordings.computeIfAbsent(
                        file, path -> kept(SpokenPhrase.of(path.toString(), Recording.read(path)))));
        if (script.voice().noise().kind() != VoiceTraits.Noise.Kind.NONE) {
            noises.computeIfAbsent(script.voice().noise().kind(), kind -> LineNoise.of(kind, this::synthesized));
        }
        return this;
    }

    /** In the synthesiser's own voice. */
    public SpokenPhrase phrase(String text) {
        return phrase(text, VoiceTraits.PLAIN);
    }

    SpokenPhrase phrase(String text, VoiceTraits traits) {
        return known(phrases.get(new Key(text, traits.withoutNoise())), text);
    }

    SpokenPhrase recording(Path file) {
        return known(recordings.get(file), file.toString());
    }

    /** The noise on the line of somebody who sounds like this; null where there is none. */
    @Nullable
    Background background(VoiceTraits traits, int from) {
        short[] loop = noises.get(traits.noise().kind());
        double level =
                VoiceTraits.SPEECH_DB + traits.loudnessDb() - traits.noise().snrDb();
        return loop == null ? null : new Background(loop, Timbre.factor(level - LineNoise.LEVEL_DB), from);
    }

    /** How much memory the speech takes. */
    long bytes() {
        return bytes.get();
    }

    private static SpokenPhrase known(@Nullable SpokenPhrase phrase, String what) {
        if (phrase == null) {
            throw new IllegalArgumentException("\"" + what + "\" was not learnt before the call");
        }
        return phrase;
    }

    private SpokenPhrase kept(SpokenPhrase phrase) {
        long now = bytes.addAndGet(2L * SpokenPhrase.FRAME_SAMPLES * phrase.frames().length);
        if (now > MOST_BYTES) {
            throw new IllegalStateException("the callers' speech takes more than " + (MOST_BYTES >> 20)
                    + " MB: let them have fewer voices or fewer words of their own");
        }
        return phrase;
    }

    private SpokenPhrase speak(String text, VoiceTraits traits) {
        short[] plain = synthesized(text);
        return SpokenPhrase.of(text, traits.equals(VoiceTraits.PLAIN) ? plain : Timbre.of(traits, plain));
    }

    private short[] synthesized(String text) {
        Collected collected = new Collected();
        synthesizer.synthesize(text, collected);
        return Arrays.copyOf(collected.samples, collected.count);
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
