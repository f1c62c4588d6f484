package dev.sotto.media.speech.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.SynthesizerContract;
import dev.sotto.media.speech.service.FailedService;
import dev.sotto.media.speech.service.ServiceFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in that speaks piper's protocol: the model by option, a line of text in, raw samples out. */
class PiperVoiceIT extends SynthesizerContract {
    /** 60 ms of a square wave for each letter, at 22,050 Hz. */
    private static final String SPEAKS = """
            read -r line
            letters=${#line}
            awk -v n=$((letters * 1323)) 'BEGIN {
              for (i = 0; i < n; i++) printf (int(i / 40) % 2) ? "\\001\\020" : "\\001\\360"
            }'
            """;

    @TempDir
    Path folder;

    private Path model;
    private PiperVoice piper;

    @BeforeEach
    void model() throws IOException {
        model = Files.createFile(folder.resolve("voice.onnx"));
        Files.writeString(folder.resolve("voice.onnx.json"), "{\"audio\":{\"sample_rate\":22050}}");
    }

    @Override
    protected Synthesizer voice() {
        if (piper == null) {
            piper = piper(SPEAKS);
        }
        return piper;
    }

    @Test
    void itIsStartedWithItsModelAndWithoutOurSecrets() throws IOException {
        PiperVoice piper = piper("read -r line\necho \"$line|$*|$(env | grep -c SOTTO)\" >> " + folder
                + "/said\nhead -c 4000 /dev/zero | tr '\\0' '\\20'\n");
        piper.synthesize("It is $5\nfor you.", (samples, offset, count) -> true);

        assertThat(Files.readAllLines(folder.resolve("said")).get(1))
                .isEqualTo("It is five dollars for you.|--model " + model + " --output_raw|0");
    }

    @Test
    void oneThatHangsIsKilledInItsTime() {
        long begun = System.nanoTime();

        assertThatThrownBy(() -> piper("sleep 60"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SLOW");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void oneThatFailsInTheMiddleIsToldAfterItsSound() throws IOException {
        PiperVoice piper = piper("read -r line\nhead -c 40000 /dev/zero | tr '\\0' '\\20'\n[ \"$line\" = Ready. ]\n");
        int[] heard = new int[1];

        assertThatThrownBy(() -> piper.synthesize("Break now.", (samples, offset, count) -> {
                    heard[0] += count;
                    return true;
                }))
                .isInstanceOfSatisfying(
                        FailedService.class, e -> assertThat(e.failure()).isEqualTo(ServiceFailure.REFUSED));
        assertThat(heard[0]).isGreaterThan(5_000);
    }

    @Test
    void aModelThatIsNotThereFailsAtStart() {
        assertThatThrownBy(() -> PiperVoice.load(
                        "piper", folder.resolve("none.onnx"), Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("speech.piper.model")
                .hasMessageContaining("none.onnx");
    }

    private PiperVoice piper(String script) {
        try {
            Path program = folder.resolve("piper");
            Files.writeString(program, "#!/bin/sh\n" + script);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            return PiperVoice.load(program.toString(), model, Duration.ofSeconds(2), Duration.ofSeconds(1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
