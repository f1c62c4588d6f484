package dev.sotto.media.speech.freetts;

import com.sun.speech.freetts.OutputQueue;
import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import dev.sotto.media.speech.Synthesizer;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * FreeTTS's kevin16: robotic but clear, in English, from 5 ms per second of speech.
 *
 * <p>Thread-safe: each call of {@link #synthesize} borrows a voice of its own, so there are as many voices as threads that
 * speak at once. The caller bounds those.
 */
public final class FreeTtsSynthesizer implements Synthesizer {
    public static final String NAME = "freetts";

    private static final int BREATH_SAMPLES = 8 * 120;

    /** {@code Voice.allocate()} fills static tables without a lock of its own. */
    private static final ReentrantLock ALLOCATION = new ReentrantLock();

    private final ConcurrentLinkedQueue<Voice> idle = new ConcurrentLinkedQueue<>();

    private FreeTtsSynthesizer() {}

    /** Loads the first voice, so that the first call doesn't wait for it. Blocks for some hundred milliseconds. */
    public static FreeTtsSynthesizer load() {
        var synthesizer = new FreeTtsSynthesizer();
        synthesizer.synthesize("Ready.", (samples, offset, count) -> true);
        return synthesizer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String limits() {
        return "FreeTTS kevin16: one robotic male voice, English only";
    }

    @Override
    public void synthesize(String text, Sink sink) {
        List<String> sentences = SpokenText.sentences(text);
        if (sentences.isEmpty()) {
            return;
        }
        Voice voice = borrow();
        var player = new TelephonePlayer(sink);
        voice.setAudioPlayer(player);
        boolean first = true;
        for (String sentence : sentences) {
            if (!first) {
                player.pause(BREATH_SAMPLES);
            }
            first = false;
            if (!voice.speak(sentence) && !player.refused()) {
                throw new IllegalStateException(
                        "FreeTTS could not speak a sentence of " + sentence.length() + " letters");
            }
            if (player.refused()) {
                break;
            }
        }
        player.finish();
        // a voice that threw is not given back: its state is unknown
        idle.add(voice);
    }

    @Override
    public void close() {
        for (Voice voice = idle.poll(); voice != null; voice = idle.poll()) {
            voice.deallocate();
        }
    }

    private Voice borrow() {
        Voice voice = idle.poll();
        return voice != null ? voice : allocate();
    }

    private static Voice allocate() {
        ALLOCATION.lock();
        try {
            for (Voice voice : new KevinVoiceDirectory().getVoices()) {
                if (voice.getName().equals("kevin16")) {
                    // with a queue of ours it starts no thread; without one it speaks on the caller's
                    voice.setOutputQueue(new OutputQueue());
                    voice.setAudioPlayer(new TelephonePlayer((samples, offset, count) -> true));
                    voice.allocate();
                    voice.setOutputQueue(null);
                    return voice;
                }
            }
            throw new IllegalStateException("kevin16 is missing from the FreeTTS jar");
        } finally {
            ALLOCATION.unlock();
        }
    }
}
