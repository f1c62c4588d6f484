package dev.sotto.media.speech.process;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.service.FailedService;

/** A voice's first word, at start: what is set up wrongly is told then and not in a call. */
final class Trial {
    private Trial() {}

    static void of(Synthesizer voice, String what) {
        long[] samples = new long[1];
        try {
            voice.synthesize("Ready.", (from, offset, count) -> {
                samples[0] += count;
                return true;
            });
        } catch (FailedService failed) {
            throw new IllegalStateException(what + " can't speak: " + failed.failure(), failed);
        }
        if (samples[0] == 0) {
            throw new IllegalStateException(what + " says nothing");
        }
    }
}
