package dev.sotto.media.speech.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.config.Secret;
import dev.sotto.media.speech.service.DictationContract;
import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.FakeService;
import dev.sotto.media.speech.service.FakeService.Fault;
import dev.sotto.media.speech.service.ServiceFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeepgramIT extends DictationContract {
    @Override
    protected FakeService server() {
        return new FakeDeepgram();
    }

    @Override
    protected DictationService service(FakeService server) {
        return new DeepgramService(
                vertx,
                new DeepgramSettings(
                        server.url("ws"),
                        new Secret(FakeService.KEY),
                        "nova-2-phonecall",
                        "en-US",
                        300,
                        List.of("refund"),
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
                Fault.SILENT, ServiceFailure.UNREACHABLE,
                Fault.HANGS_UP, ServiceFailure.CLOSED,
                Fault.STALLS, ServiceFailure.SLOW,
                Fault.HALF_JSON, ServiceFailure.MALFORMED,
                Fault.HUGE, ServiceFailure.MALFORMED);
    }

    @Test
    void aCallHasOneConnectionAndSaysWhatItSends() throws Exception {
        assertThat(speak("one").end()).isEqualTo("final one");
        assertThat(speak("two").end()).isEqualTo("final two");

        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.log().get(0))
                .startsWith("/v1/listen?encoding=mulaw&sample_rate=8000&channels=1&interim_results=true")
                .contains("&endpointing=300&model=nova-2-phonecall&language=en-US&keywords=refund");
    }

    @Test
    void wordsComeWhileTheCallerSpeaks() throws Exception {
        Heard heard = speak("one two three");
        heard.end();

        assertThat(heard.all.get(0)).startsWith("partial one");
    }

    @Test
    void theWordsOfTheLastUtteranceAreNotTakenForThoseOfTheNext() throws Exception {
        server.fault(Fault.LATE);
        assertThat(speak("one two").end()).isEqualTo("final one two");
        Heard next = speak("three");

        assertThat(next.end()).isEqualTo("final three");
        assertThat(next.all).noneMatch(event -> event.contains("one"));
    }

    @Test
    void aQuietCallIsKeptAlive() throws Exception {
        speak("one").end();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!server.log().contains("KeepAlive") && System.nanoTime() < deadline) {
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }

        assertThat(server.log()).contains("KeepAlive");
        assertThat(speak("two").end()).isEqualTo("final two");
        assertThat(server.connections()).isEqualTo(1);
    }
}
