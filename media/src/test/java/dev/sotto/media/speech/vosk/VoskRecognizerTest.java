package dev.sotto.media.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be tested without a model. With one, set SOTTO_TEST_VOSK_MODEL: {@code VoskModelIT} runs the contract. */
class VoskRecognizerTest {
    @TempDir
    Path folder;

    @Test
    void aFolderThatIsNotThereIsToldWithItsSetting() {
        assertThatThrownBy(() -> ModelFolder.find(folder.resolve("none").toString(), folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speech.vosk.model")
                .hasMessageContaining("none");
    }

    @Test
    void aFolderWithoutAModelIsTold() throws IOException {
        Files.createFile(folder.resolve("README"));

        assertThatThrownBy(() -> ModelFolder.find(folder.toString(), folder)).hasMessageContaining("no Vosk model");
    }

    @Test
    void aFetchedModelIsFound() throws IOException {
        Path model = Files.createDirectories(folder.resolve("vosk/some-model/am"));
        Files.createFile(model.resolve("final.mdl"));

        assertThat(ModelFolder.find("", folder)).contains(folder.resolve("vosk/some-model"));
    }

    @Test
    void withoutAnyModelThereIsNone() {
        assertThat(ModelFolder.find("", folder)).isEmpty();
    }

    /** The native library is loaded for this, and refuses. */
    @Test
    void aModelThatCannotBeLoadedIsToldAtStart() throws IOException {
        assumeThat(System.getProperty("os.arch")).isEqualTo("amd64");
        Files.createFile(Files.createDirectories(folder.resolve("am")).resolve("final.mdl"));

        assertThatThrownBy(() -> VoskRecognizer.load(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Vosk can't load the model in " + folder);
    }

    @Test
    void addressesOfModelsAreChecked() {
        String sum = "0".repeat(64);
        assertThat(new ModelSource(URI.create("https://host/a/vosk-model-de-0.21.zip"), sum).name())
                .isEqualTo("vosk-model-de-0.21");
        for (String wrong :
                new String[] {"file:///etc/x.zip", "https://host/", "https://host/x.tar", "https://host/...zip"}) {
            assertThatThrownBy(() -> new ModelSource(URI.create(wrong), sum))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new ModelSource(URI.create("https://host/x.zip"), "abc"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
