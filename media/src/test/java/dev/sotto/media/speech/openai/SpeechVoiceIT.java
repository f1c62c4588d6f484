package dev.sotto.media.speech.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.config.Secret;
import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.SynthesizerContract;
import dev.sotto.media.speech.service.FailedService;
import dev.sotto.media.speech.service.FakeService;
import dev.sotto.media.speech.service.FakeService.Fault;
import dev.sotto.media.speech.service.ServiceFailure;
import dev.sotto.media.speech.service.ServiceTimes;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechVoiceIT extends SynthesizerContract {
    private static final ServiceTimes TIMES =
            new ServiceTimes(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(1));

    private final Vertx vertx = Vertx.vertx();
    private final FakeOpenAi server = new FakeOpenAi();
    private SpeechVoice voice;

    @BeforeEach
    void open() throws Exception {
        server.start();
        voice = voice(FakeService.KEY);
    }

    private SpeechVoice voice(String key) {
        return new SpeechVoice(
                vertx,
                new SpeechSettings(
                        URI.create(server.url("http") + "/v1"),
                        new Secret(key),
                        "tts-1",
                        "alloy",
                        FakeOpenAi.RATE,
                        TIMES),
                System::nanoTime);
    }

    @AfterEach
    void close() throws Exception {
        voice.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        server.close();
    }

    @Override
    protected Synthesizer voice() {
        return voice;
    }

    @Test
    void theFirstSoundIsThereBeforeTheLastByteIsSent() {
        server.pieceMillis = 20;
        boolean[] early = new boolean[1];
        voice.synthesize("one two", (samples, offset, count) -> {
            early[0] |= !server.log().contains("all sent");
            return true;
        });

        assertThat(early[0]).isTrue();
        assertThat(server.log())
                .contains("all sent", "/v1/audio/speech")
                .anySatisfy(asked -> assertThat(asked)
                        .contains("\"response_format\":\"pcm\"", "\"voice\":\"alloy\"", "\"input\":\"one two\""));
    }

    @Test
    void aToneArrivesAsItself() {
        short[] sound = speak("one");
        int crossings = 0;
        for (int i = 1; i < sound.length; i++) {
            crossings += sound[i - 1] < 0 != sound[i] < 0 ? 1 : 0;
        }

        assertThat(sound.length).isBetween(7_990, 8_200);
        assertThat(crossings).as("twice 300 Hz").isBetween(590, 612);
        assertThat(rms(sound)).isBetween(5_400.0, 5_800.0);
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, UNAUTHORIZED",
        "LIMITED, LIMITED",
        "BROKEN, REFUSED",
        "SILENT, SLOW",
        "HALF_JSON, MALFORMED"
    })
    void whatFailsBeforeTheFirstSoundIsToldInTime(Fault fault, ServiceFailure expected) {
        server.fault(fault);

        assertThatThrownBy(() -> speak("one"))
                .isInstanceOfSatisfying(
                        FailedService.class, e -> assertThat(e.failure()).isEqualTo(expected))
                .message()
                .doesNotContain(FakeService.KEY);
    }

    @ParameterizedTest
    @CsvSource({"HANGS_UP, CLOSED", "STALLS, STALLED"})
    void whatFailsInTheMiddleIsToldAfterItsSound(Fault fault, ServiceFailure expected) {
        server.fault(fault);
        int[] heard = new int[1];

        assertThatThrownBy(() -> voice.synthesize("one two", (samples, offset, count) -> {
                    heard[0] += count;
                    return true;
                }))
                .isInstanceOfSatisfying(
                        FailedService.class, e -> assertThat(e.failure()).isEqualTo(expected));
        assertThat(heard[0]).isBetween(1_000, 4_100);
    }

    @Test
    void aVoiceThatIsSlowerThanItIsHeardIsGivenUp() {
        server.pieceMillis = 300;

        assertThatThrownBy(() -> speak("one two three"))
                .isInstanceOfSatisfying(
                        FailedService.class, e -> assertThat(e.failure()).isEqualTo(ServiceFailure.STALLED));
    }

    @Test
    void nobodyThereIsUnreachable() throws Exception {
        server.close();

        assertThatThrownBy(() -> speak("one"))
                .isInstanceOfSatisfying(
                        FailedService.class, e -> assertThat(e.failure()).isEqualTo(ServiceFailure.UNREACHABLE));
    }
}
