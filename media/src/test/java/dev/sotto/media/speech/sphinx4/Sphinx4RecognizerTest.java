package dev.sotto.media.speech.sphinx4;

import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.RecognizerContract;
import dev.sotto.media.speech.ShopVocabulary;
import dev.sotto.media.speech.engine.SpeechEngines;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class Sphinx4RecognizerTest extends RecognizerContract {
    private Recognizer recognizer;

    @BeforeAll
    void load(@TempDir Path folder) {
        recognizer =
                SpeechEngines.recognizer("sphinx4", folder, ShopVocabulary.SHOP).orElseThrow();
    }

    @AfterAll
    void close() {
        recognizer.close();
    }

    @Override
    protected Recognizer recognizer() {
        return recognizer;
    }
}
