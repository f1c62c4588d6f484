package dev.sotto.media.speech.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.config.Secret;
import dev.sotto.media.speech.service.DictationContract;
import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.FakeService;
import dev.sotto.media.speech.service.FakeService.Fault;
import dev.sotto.media.speech.service.ServiceFailure;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TranscriptionsIT extends DictationContract {
    @Override
    protected FakeService server() {
        return new FakeOpenAi();
    }

    @Override
    protected DictationService service(FakeService server) {
        return new Transcriptions(
                vertx,
                new TranscriptionSettings(
                        URI.create(server.url("http") + "/v1/"),
                        new Secret(FakeService.KEY),
                        "whisper-1",
                        "en",
                        "where is my order, refund",
                        true,
                        TIMES),
                meter,
                System::nanoTime);
    }

    @Override
    protected Map<Fault, ServiceFailure> failures() {
        return Map.of(
                Fault.UNAUTHORIZED, ServiceFailure.UNAUTHORIZED,
                Fault.LIMITED, ServiceFailure.LIMITED,
                Fault.BROKEN, ServiceFailure.REFUSED,
                Fault.SILENT, ServiceFailure.SLOW,
                Fault.HANGS_UP, ServiceFailure.CLOSED,
                Fault.STALLS, ServiceFailure.SLOW,
                Fault.HALF_JSON, ServiceFailure.MALFORMED,
                Fault.HUGE, ServiceFailure.MALFORMED);
    }

    @Test
    void theFormSaysWhatIsAsked() throws Exception {
        speak("one").end();

        assertThat(server.log())
                .contains(
                        "/v1/audio/transcriptions",
                        "model=whisper-1",
                        "language=en",
                        "prompt=where is my order, refund",
                        "response_format=verbose_json");
    }
}
