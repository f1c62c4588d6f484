package dev.sotto.media.speech.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.RecognizerContract;
import dev.sotto.media.speech.ShopVocabulary;
import dev.sotto.media.speech.engine.SpeechEngines;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PocketSphinxRecognizerTest extends RecognizerContract {
    private Recognizer recognizer;

    @BeforeAll
    void load(@TempDir Path folder) {
        NativeLibrary.require();
        recognizer = SpeechEngines.recognizer("pocketsphinx", folder, ShopVocabulary.SHOP)
                .orElseThrow();
    }

    @AfterAll
    void close() {
        if (recognizer != null) {
            recognizer.close();
            assertThat(recognizer.decodersOpen())
                    .as("all native decoders are freed")
                    .isZero();
        }
    }

    @Override
    protected Recognizer recognizer() {
        return recognizer;
    }

    @Test
    void itIsChosenWhereItIsAvailable(@TempDir Path other) {
        Assumptions.assumeTrue(PocketSphinxRecognizer.unavailable().isEmpty());
        try (Recognizer chosen =
                SpeechEngines.recognizer("auto", other, ShopVocabulary.SHOP).orElseThrow()) {
            assertThat(chosen.name()).isEqualTo("pocketsphinx");
        }
    }
}
