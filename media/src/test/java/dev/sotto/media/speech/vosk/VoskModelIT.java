package dev.sotto.media.speech.vosk;

import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.RecognizerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract of recognisers with a real model, which no registry has: only where one is named. */
@EnabledIfEnvironmentVariable(named = "SOTTO_TEST_VOSK_MODEL", matches = ".+", disabledReason = "names no Vosk model")
class VoskModelIT extends RecognizerContract {
    private Recognizer vosk;

    @Override
    protected Recognizer recognizer() {
        if (vosk == null) {
            vosk = VoskRecognizer.load(Path.of(System.getenv("SOTTO_TEST_VOSK_MODEL")));
        }
        return vosk;
    }

    @AfterAll
    void close() {
        if (vosk != null) {
            vosk.close();
        }
    }
}
