package dev.sotto.loadtest.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.phone.Felt;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemeasuredTest {
    private static final String TITLE = "end of turn -> first sound";

    @TempDir
    Path folder;

    private final RecordedCall call = new WireCall()
            .serverSays(200, 1_000)
            .callerSays(2_000, 3_000, 5_000)
            .serverSays(3_440, 4_000)
            .key(6_000)
            .answered(6_500)
            .serverSays(6_600, 7_000)
            .recorded();

    private void keep(String name) throws IOException {
        RecordingFiles.write(folder, name, new JsonObject().put("script", "test"), call, Retake.of(call));
    }

    @Test
    void aCallIsReadAsItWasWritten() throws IOException {
        keep("one");

        RecordedCall read = RecordingFiles.read(folder, "one").call();

        assertThat(RecordingFiles.names(folder)).containsExactly("one");
        assertThat(read.caller()).isEqualTo(call.caller());
        assertThat(read.server()).isEqualTo(call.server());
        assertThat(read.heardAt()).isEqualTo(call.heardAt());
        assertThat(read.sentAt()).isEqualTo(call.sentAt());
        assertThat(read.keysAt()).containsExactly(48_000);
        assertThat(read.answersAt()).containsExactly(52_000);
        Felt felt = Retake.of(read);
        assertThat(felt).isEqualTo(Retake.of(call));
        assertThat(felt.replies()).hasSize(2);
    }

    @Test
    void itIsAStereoWavOfEightKilohertz() throws IOException {
        keep("one");

        byte[] wav = Files.readAllBytes(folder.resolve("one.wav"));

        assertThat(new String(wav, 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("RIFF");
        assertThat(wav[22]).as("channels").isEqualTo((byte) 2);
        assertThat(wav.length).isGreaterThanOrEqualTo(44 + 4 * call.caller().length);
    }

    @Test
    void recordingsAgreeWithWhatWasMeasuredLive() throws IOException {
        keep("one");
        keep("two");

        Remeasured again = Remeasured.of(folder);

        assertThat(again.agrees()).isTrue();
        assertThat(again.report(folder).figure("recordings")).isEqualTo(2);
        assertThat(again.report(folder).time(TITLE).count()).isEqualTo(4);
        assertThat(again.report(folder).time(TITLE).at(50)).isBetween(459.0, 601.0);
    }

    @Test
    void aFigureThatIsNotInTheSoundIsFoundOut() throws IOException {
        keep("one");
        Path json = folder.resolve("one.json");
        Files.writeString(json, Files.readString(json).replace("\"reply\":[460.0", "\"reply\":[160.0"));

        Remeasured again = Remeasured.of(folder);

        assertThat(again.agrees()).isFalse();
        assertThat(again.report(folder).figure("agrees with what was measured live"))
                .isEqualTo("no");
    }
}
