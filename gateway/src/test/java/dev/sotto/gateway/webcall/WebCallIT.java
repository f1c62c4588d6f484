package dev.sotto.gateway.webcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.call.CallMeters;
import dev.sotto.gateway.call.CallSettings;
import dev.sotto.gateway.call.CallVerticle;
import dev.sotto.gateway.desk.ChromiumWindow;
import dev.sotto.gateway.desk.HeadlessChromium;
import dev.sotto.gateway.page.Assets;
import dev.sotto.gateway.page.PageRoutes;
import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.web.RateLimit;
import dev.sotto.gateway.web.Secrets;
import dev.sotto.media.dtls.Handshakes;
import dev.sotto.media.sdp.ProtectionPolicy;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSecurity;
import dev.sotto.media.session.MediaSettings;
import dev.sotto.media.speech.CachingNarrator;
import dev.sotto.media.speech.freetts.FreeTtsSynthesizer;
import dev.sotto.media.turn.Level;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.junit5.Timeout;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real Chromium with a microphone that says a sentence calls a real call edge; the test plays the conversation. */
@Timeout(value = 3, timeUnit = TimeUnit.MINUTES)
class WebCallIT {
    private static final Addresses ADDRESSES = new Addresses("test", 1);
    private static final String ID = "conversation-1";
    private static final String GREETING = "Welcome to Harbour Outfitters. What can I do for you?";
    /** A figure of what the browser receives. */
    private static final String STATS = "(async () => { let seen = {}; const report ="
            + " await document.querySelector('sotto-call').line.stats();"
            + " report.forEach((one) => { if (one.type === 'inbound-rtp') seen = one; }); return %s; })()";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static FreeTtsSynthesizer voice;
    private static CachingNarrator narrator;
    private static Handshakes handshakes;
    private static ChromiumWindow page;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<ToConversation> heard = new LinkedBlockingQueue<>();
    private final KeepingTranscriber transcriber = new KeepingTranscriber("my order is late");
    private String server;

    @BeforeAll
    static void openWindow() throws Exception {
        HeadlessChromium chromium = HeadlessChromium.orSkip();
        voice = FreeTtsSynthesizer.load();
        narrator = CachingNarrator.start(voice, 1, 1 << 20);
        handshakes = Handshakes.start(Instant.now(), Duration.ofSeconds(20), new SecureRandom());
        Path words = SpokenFile.write(folder.resolve("words.wav"), voice, "My order is late. Where is it now?");
        page = chromium.window(
                folder,
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--autoplay-policy=no-user-gesture-required",
                "--use-file-for-fake-audio-capture=" + words);
        page.size(420, 860);
    }

    @AfterAll
    static void closeWindow() {
        if (page != null) {
            page.close();
            handshakes.close();
            narrator.close();
        }
    }

    @BeforeEach
    void edgeIsUp() throws Exception {
        BusRecords.register(vertx.eventBus());
        vertx.eventBus().<ToConversation>consumer(ADDRESSES.orchestratorOf(ID), message -> {
            heard.add(message.body());
            if (message.body() instanceof ToConversation.Begin) {
                message.reply(Ok.OK);
            }
        });
        CallVerticle.Parts parts = new CallVerticle.Parts(
                ADDRESSES,
                MediaPorts.of(27_300, 27_399),
                narrator,
                transcriber,
                SipMeters.NONE,
                MediaMeters.NONE,
                CallMeters.NONE,
                InstantSource.system(),
                () -> ID);
        MediaSettings media = MediaSettings.defaults(InetAddress.getLoopbackAddress())
                .with(new MediaSecurity(ProtectionPolicy.OPTIONAL, handshakes));
        CallVerticle edge =
                new CallVerticle(new CallSettings("127.0.0.1", 0, SipSettings.DEFAULT, media, true, 10), parts);
        soon(vertx.deployVerticle(edge));
        Router router = Router.router(vertx);
        RateLimit limit = new RateLimit(WebCallRoutes.OFFERS, InstantSource.system());
        Secrets secrets = new Secrets(new SecureRandom());
        WebCallRoutes.add(router, vertx, ADDRESSES.deskEvents(), edge, limit, secrets, new SimpleMeterRegistry());
        new PageRoutes(new Assets()).addTo(router);
        HttpServer http = soon(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        server = "http://127.0.0.1:" + http.actualPort();
    }

    @AfterEach
    void close() throws Exception {
        page.open("about:blank");
        soon(vertx.close());
    }

    private static <T> T soon(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private <T extends ToConversation> T await(Class<T> type) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            ToConversation next = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(next).as("a " + type.getSimpleName()).isNotNull();
            if (type.isInstance(next)) {
                return type.cast(next);
            }
        }
    }

    private void call(String path) {
        page.open(server + path);
        page.until("document.querySelector('.call-button')?.innerText === 'Call'");
        page.ask("document.querySelector('.call-button').click()");
    }

    private void says(long number, Party who, String text) {
        vertx.eventBus()
                .publish(
                        ADDRESSES.deskEvents(),
                        new DeskEvent.TurnAdded(ID, new TranscriptLine(number, who, text, Instant.EPOCH, false, null)));
    }

    private static double figure(String what) {
        return ((Number) page.ask(STATS.formatted(what))).doubleValue();
    }

    private static void awaitEnergy() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (figure("seen.totalAudioEnergy ?? 0") < 0.001) {
            assertThat(System.nanoTime())
                    .as("our voice reaches the browser in time")
                    .isLessThan(deadline);
        }
    }

    @Test
    void aBrowserCallsIsGreetedIsHeardPressesAKeyAndHangsUp() throws Exception {
        call("/call?task=refund");
        ToConversation.Begin begin = await(ToConversation.Begin.class);
        page.untilShown("Connected");
        vertx.eventBus()
                .send(ADDRESSES.edge("sip-0"), new ToEdge.Say(ID, 1, Party.ASSISTANT, GREETING, false, Instant.EPOCH));
        says(1, Party.ASSISTANT, GREETING);
        page.untilShown(GREETING);

        assertThat(begin.variables()).containsEntry("task", "refund");
        awaitEnergy();
        assertThat(figure("seen.packetsReceived")).isGreaterThan(10);
        assertThat(figure("seen.packetsLost")).isZero();

        await(ToConversation.SpeechFinished.class);
        await(ToConversation.SpeechStarted.class);
        assertThat(await(ToConversation.UtteranceHeard.class).text()).isEqualTo("my order is late");
        short[] sound = transcriber.heard.take();
        assertThat(sound.length).isGreaterThan(4_000);
        assertThat(Level.of(sound, 0, sound.length)).isGreaterThan(-40);
        says(2, Party.CUSTOMER, "my order is late");
        page.untilShown("my order is late");

        page.press("5");
        ToConversation.UtteranceHeard key = await(ToConversation.UtteranceHeard.class);
        while (key.text().startsWith("my order")) {
            key = await(ToConversation.UtteranceHeard.class);
        }
        assertThat(key.text()).isEqualTo("5");

        page.photograph(folder.resolve("talking.png"));
        page.press("Escape");
        page.untilShown("Call ended");
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("caller_hung_up");
    }

    @Test
    void whenWeHangUpThePageSaysSo() throws Exception {
        call("/call");
        await(ToConversation.Begin.class);
        vertx.eventBus().send(ADDRESSES.edge("sip-0"), new ToEdge.HangUp(ID, "completed"));
        page.untilShown("The call was ended by the other side.");
        page.untilShown("Call again");
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("completed");
    }

    @Test
    void aRefusedMicrophoneIsExplained() {
        page.open(server + "/call");
        page.until("document.querySelector('.call-button')");
        page.ask(
                "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))");
        page.ask("document.querySelector('.call-button').click()");
        page.untilShown("The microphone was refused.");
        page.untilShown("Call again");
    }
}
