package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchModelCommandTest {
    @TempDir
    Path data;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void anAddressNeedsItsChecksum() {
        assertThat(run("--url", "http://127.0.0.1:1/m.zip")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("belong together");
    }

    @Test
    void aWrongChecksumIsAWrongArgument() {
        assertThat(run("--url", "http://127.0.0.1:1/m.zip", "--sha256", "12")).isEqualTo(2);
    }

    @Test
    void nobodyThereIsToldInASentence() {
        assertThat(run("--url", "http://127.0.0.1:1/m.zip", "--sha256", "0".repeat(64)))
                .isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("The model was not fetched.");
    }

    @Test
    void theModelIsWhereTheGatewayLooksForIt() throws IOException {
        Path model = data.resolve("speech/vosk/vosk-model-small-en-us-0.15/am");
        Files.createFile(Files.createDirectories(model).resolve("final.mdl"));

        assertThat(run()).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("It is there already");
    }

    private int run(String... arguments) {
        return new FetchModelCommand(data, new PrintStream(printed, true, StandardCharsets.UTF_8)).run(arguments);
    }
}
