package dev.sotto.media.speech.voskserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.service.DictationContract;
import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.FakeService;
import dev.sotto.media.speech.service.FakeService.Fault;
import dev.sotto.media.speech.service.ServiceFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoskServerIT extends DictationContract {
    @Override
    protected FakeService server() {
        return new FakeVoskServer();
    }

    @Override
    protected DictationService service(FakeService server) {
        return new VoskServerService(vertx, server.url("ws"), TIMES, meter, System::nanoTime);
    }

    @Override
    protected Map<Fault, ServiceFailure> failures() {
        return Map.of(
                Fault.UNAUTHORIZED, ServiceFailure.UNAUTHORIZED,
                Fault.LIMITED, ServiceFailure.LIMITED,
                Fault.BROKEN, ServiceFailure.REFUSED,
                Fault.SILENT, ServiceFailure.UNREACHABLE,
                Fault.HANGS_UP, ServiceFailure.CLOSED,
                Fault.STALLS, ServiceFailure.SLOW,
                Fault.HALF_JSON, ServiceFailure.MALFORMED,
                Fault.HUGE, ServiceFailure.MALFORMED);
    }

    @Test
    void eachUtteranceHasItsConnectionConfiguredAndEnded() throws Exception {
        speak("one").end();
        speak("two").end();

        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.log().subList(0, 2))
                .containsExactly("{\"config\":{\"sample_rate\":8000,\"words\":1}}", "{\"eof\":1}");
    }

    @Test
    void wordsComeWhileTheCallerSpeaks() throws Exception {
        Heard heard = speak("one two three");
        heard.end();

        assertThat(heard.all.get(0)).startsWith("partial one");
    }
}
