package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.config.Secret;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.speech.PooledTranscriber;
import dev.sotto.media.speech.Recognizer;
import dev.sotto.media.speech.ShopVocabulary;
import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.TelephoneSound;
import dev.sotto.media.speech.TranscriptionMeter;
import dev.sotto.media.speech.deepgram.DeepgramService;
import dev.sotto.media.speech.deepgram.DeepgramSettings;
import dev.sotto.media.speech.deepgram.FakeDeepgram;
import dev.sotto.media.speech.engine.ServiceEngines;
import dev.sotto.media.speech.engine.SpeechEngines;
import dev.sotto.media.speech.fallback.FallbackTranscriber;
import dev.sotto.media.speech.service.FakeService;
import dev.sotto.media.speech.service.FakeService.Fault;
import dev.sotto.media.speech.service.RecordingMeter;
import dev.sotto.media.speech.service.ServiceTimes;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.Sounds;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call, a service that dies while the caller speaks, and the local recogniser: packets in, words out. */
class DyingEngineIT {
    private static final ServiceTimes TIMES =
            new ServiceTimes(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final FakeDeepgram server = new FakeDeepgram();
    private final RecordingMeter meter = new RecordingMeter();
    private final RecordingListener listener = new RecordingListener();
    private PooledTranscriber local;
    private FallbackTranscriber transcriber;
    private MediaBench bench;
    private short[] sentence;

    @BeforeEach
    void open() throws Exception {
        server.start();
        try (Synthesizer voice = SpeechEngines.synthesizer("auto")) {
            sentence = TelephoneSound.ofVoice(voice, "where is my order");
        }
        Recognizer engine =
                SpeechEngines.recognizer("auto", folder, ShopVocabulary.SHOP).orElseThrow();
        local = PooledTranscriber.start(engine, 1, TranscriptionMeter.NONE);
        DeepgramService service = new DeepgramService(
                vertx,
                new DeepgramSettings(server.url("ws"), new Secret(FakeService.KEY), "", "", 300, List.of(), TIMES),
                meter,
                System::nanoTime);
        transcriber = ServiceEngines.withStandIn(service, local, meter, Clock.systemUTC());
        bench = new MediaBench(transcriber);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        transcriber.close();
        local.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        server.close();
    }

    @Test
    void theCallersWordsArriveOnceThoughTheServiceDiesInTheMiddle() throws Exception {
        server.fault(Fault.HANGS_UP);
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        peer.say(Sounds.silence(400));
        peer.say(sentence);

        assertThat(listener.await("utterance")).isEqualTo("utterance where is my order");
        bench.ticks(60);
        assertThat(listener.all().stream().filter(line -> line.startsWith("utterance") || line.startsWith("nothing")))
                .hasSize(1);
        assertThat(meter.all).contains("failed CLOSED", "fell back speaking");
        assertThat(server.connections()).isEqualTo(1);
        bench.run(session::close);
    }

    @Test
    void aServiceThatFallsSilentIsNotWaitedForLong() throws Exception {
        server.fault(Fault.STALLS);
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        peer.say(Sounds.silence(400));
        peer.say(sentence);

        assertThat(listener.await("utterance")).isEqualTo("utterance where is my order");
        assertThat(meter.all).anyMatch(line -> line.equals("failed STALLED") || line.equals("failed SLOW"));
        bench.run(session::close);
    }
}
