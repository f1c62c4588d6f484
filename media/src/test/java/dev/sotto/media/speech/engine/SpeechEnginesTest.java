package dev.sotto.media.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.speech.language.Vocabulary;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechEnginesTest {
    @TempDir
    Path folder;

    @Test
    void wrongRecognizerIsRefusedWithTheNames() {
        assertThatThrownBy(() -> SpeechEngines.recognizer("pocket-sphinx", folder, Vocabulary.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pocket-sphinx")
                .hasMessageContaining("auto, vosk, pocketsphinx, sphinx4, deepgram, vosk-server, openai, none");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void wrongVoiceIsRefusedWithTheNames() {
        assertThatThrownBy(() -> SpeechEngines.synthesizer("Freetts")).hasMessageContaining("auto, freetts");
    }

    @Test
    void noneIsNoRecognizer() {
        assertThat(SpeechEngines.recognizer("none", folder, Vocabulary.of())).isEmpty();
    }

    @Test
    void theVoiceIsNamed() {
        try (var voice = SpeechEngines.synthesizer("auto")) {
            assertThat(voice.name()).isEqualTo("freetts");
            assertThat(voice.limits()).contains("English only");
        }
    }
}
