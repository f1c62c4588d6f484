package dev.sotto.media.speech.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.speech.VoiceModel;
import dev.sotto.media.testbed.Sounds;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a model of the test tree that has Silero's shape; see its README. */
class SileroModelTest {
    static Path model(String name) {
        try {
            return Path.of(SileroModelTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void soundIsJudgedWindowByWindow() {
        try (SileroModel model = SileroModel.load(model("loudness.onnx"))) {
            VoiceModel.Stream stream = model.open();
            assertThat(stream.judge(Sounds.noise(8_000, 64, 1), 0)).isGreaterThan(0.9f);
            assertThat(stream.judge(Sounds.noise(80, 64, 1), 256)).isLessThan(0.1f);
            assertThat(model.open().judge(Sounds.silence(32), 0)).isLessThan(0.1f);
        }
    }

    @Test
    void theEndOfTheLastWindowIsHeardAgain() {
        try (SileroModel model = SileroModel.load(model("loudness.onnx"))) {
            VoiceModel.Stream stream = model.open();
            short[] loudAtItsEnd = new short[VoiceModel.WINDOW];
            java.util.Arrays.fill(loudAtItsEnd, 224, 256, (short) 32_000);
            stream.judge(loudAtItsEnd, 0);
            float after = stream.judge(new short[VoiceModel.WINDOW], 0);
            stream.reset();
            assertThat(after).isGreaterThan(0.9f);
            assertThat(stream.judge(new short[VoiceModel.WINDOW], 0)).isLessThan(0.1f);
        }
    }

    @Test
    void whatIsNoSuchModelIsToldAtOnce(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
        assertThatThrownBy(() -> SileroModel.load(folder.resolve("none.onnx"))).hasMessageContaining("names no file");
        assertThatThrownBy(() -> SileroModel.load(text)).hasMessageContaining("can't be used");
        assertThatThrownBy(() -> SileroModel.load(model("other.onnx"))).hasMessageContaining("version 5 or 6");
    }
}
