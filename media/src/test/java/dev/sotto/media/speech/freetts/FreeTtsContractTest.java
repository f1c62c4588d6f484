package dev.sotto.media.speech.freetts;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.SynthesizerContract;
import org.junit.jupiter.api.AfterAll;

class FreeTtsContractTest extends SynthesizerContract {
    private static final FreeTtsSynthesizer VOICE = FreeTtsSynthesizer.load();

    @Override
    protected Synthesizer voice() {
        return VOICE;
    }

    @AfterAll
    static void close() {
        VOICE.close();
    }
}
