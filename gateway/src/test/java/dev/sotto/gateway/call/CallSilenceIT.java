package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSettings;
import dev.sotto.media.speech.CachingNarrator;
import dev.sotto.media.speech.freetts.FreeTtsSynthesizer;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real telephone edge on loopback with a real voice, and a conversation that the test plays. */
class CallSilenceIT {
    private static final Addresses ADDRESSES = new Addresses("test", 1);
    private static final String ID = "conversation-1";
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 9 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final CachingNarrator narrator = CachingNarrator.start(FreeTtsSynthesizer.load(), 1, 1 << 20);
    private final BlockingQueue<ToConversation> heard = new LinkedBlockingQueue<>();
    private SipPhone phone;

    @BeforeEach
    void callIsUp() throws Exception {
        BusRecords.register(vertx.eventBus());
        vertx.eventBus().<ToConversation>consumer(ADDRESSES.orchestratorOf(ID), message -> {
            heard.add(message.body());
            if (message.body() instanceof ToConversation.Begin) {
                message.reply(Ok.OK);
            }
        });
        CallVerticle.Parts parts = new CallVerticle.Parts(
                ADDRESSES,
                MediaPorts.of(27_100, 27_199),
                narrator,
                null,
                SipMeters.NONE,
                MediaMeters.NONE,
                CallMeters.NONE,
                InstantSource.system(),
                () -> ID);
        MediaSettings media = MediaSettings.defaults(InetAddress.getLoopbackAddress());
        CallVerticle edge = new CallVerticle(
                new CallSettings("127.0.0.1", 0, SipSettings.DEFAULT, media, false, 10, CallRules.DEFAULT), parts);
        vertx.deployVerticle(edge).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        phone = new SipPhone(edge.address(), "silence");
        phone.call(SDP);
        await(ToConversation.Begin.class);
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        narrator.close();
    }

    private void want(ToEdge message) {
        vertx.eventBus().send(ADDRESSES.edge("sip-0"), message);
    }

    private void say(long id, String text) {
        want(new ToEdge.Say(ID, id, Party.ASSISTANT, text, true, Instant.EPOCH));
    }

    /** The next of that type; others are passed over. */
    private <T extends ToConversation> T await(Class<T> type) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            ToConversation next = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(next).as("a " + type.getSimpleName()).isNotNull();
            if (type.isInstance(next)) {
                return type.cast(next);
            }
        }
    }

    private void untilSoundBreaksTheSilence() throws InterruptedException {
        long now = 1;
        while (now > 0) {
            now = await(ToConversation.SilenceMeasured.class).silence().nowMillis();
        }
    }

    @Test
    void aLineGivesWayToTheAnswerAtTheEndOfItsSentence() throws Exception {
        want(new ToEdge.Turn(ID, "consult"));
        assertThat(await(ToConversation.SilenceMeasured.class).silence().nowMillis())
                .isGreaterThanOrEqualTo(2_000);
        say(1, "I am checking that. It takes a little while. Please stay on the line.");
        say(2, "Nobody hears this.");
        untilSoundBreaksTheSilence();
        want(new ToEdge.Yield(ID));
        say(3, "It is approved.");

        ToConversation.SpeechFinished dropped = await(ToConversation.SpeechFinished.class);
        ToConversation.SpeechFinished cut = await(ToConversation.SpeechFinished.class);
        ToConversation.SpeechFinished answer = await(ToConversation.SpeechFinished.class);

        assertThat(dropped.speechId()).isEqualTo(2);
        assertThat(dropped.audio()).isNull();
        assertThat(cut.heard()).isEqualTo("I am checking that.");
        assertThat(cut.completed()).isFalse();
        assertThat(answer.completed()).isTrue();
        assertThat(answer.audio().fromMillis() - cut.audio().toMillis()).isBetween(20L, 200L);
    }

    @Test
    void silenceWhileAPersonIsAskedIsToldAndItsFiguresEndTheCall() throws Exception {
        want(new ToEdge.Turn(ID, "consult"));
        say(1, "One moment.");
        await(ToConversation.SpeechFinished.class);

        ToConversation.SilenceHeard silence = await(ToConversation.SilenceHeard.class);
        say(2, "Still asking.");
        ToConversation.SpeechFinished line = await(ToConversation.SpeechFinished.class);
        want(new ToEdge.Turn(ID, ""));
        phone.hangUp();
        ToConversation.CallMeasured measured = await(ToConversation.CallMeasured.class);

        assertThat(silence.during()).isEqualTo("consult");
        assertThat(silence.millis()).isBetween(4_000L, 4_500L);
        assertThat(line.audio().fromMillis()).isGreaterThan(4_000);
        assertThat(measured.silence().overLimit()).isEqualTo(1);
        assertThat(measured.silence().longestMillis()).isGreaterThanOrEqualTo(silence.millis());
        assertThat(measured.talkMillis()).isPositive();
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("caller_hung_up");
    }
}
