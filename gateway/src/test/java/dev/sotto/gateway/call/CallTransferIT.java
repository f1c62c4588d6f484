package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSettings;
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
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real telephone edge on loopback, a phone that is to be put through, and a conversation that the test plays. */
class CallTransferIT {
    private static final Addresses ADDRESSES = new Addresses("test", 1);
    private static final String ID = "conversation-1";
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 9 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<ToConversation> heard = new LinkedBlockingQueue<>();
    private SipPhone phone;

    @BeforeEach
    void callIsUp() throws Exception {
        BusRecords.register(vertx.eventBus());
        vertx.eventBus().<ToConversation>consumer(ADDRESSES.orchestratorOf(ID), message -> {
            boolean figures = message.body() instanceof ToConversation.SilenceMeasured
                    || message.body() instanceof ToConversation.CallMeasured;
            if (!figures) {
                heard.add(message.body());
            }
            if (message.body() instanceof ToConversation.Begin) {
                message.reply(Ok.OK);
            }
        });
        CallVerticle.Parts parts = new CallVerticle.Parts(
                ADDRESSES,
                MediaPorts.of(27_000, 27_099),
                text -> new ShortSound(),
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
        phone = new SipPhone(edge.address(), "transferred");
        phone.call(SDP);
        await(ToConversation.Begin.class);
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void want(ToEdge message) {
        vertx.eventBus().send(ADDRESSES.edge("sip-0"), message);
    }

    private void transferAnnounced(String target) {
        want(new ToEdge.Say(ID, 1, Party.ASSISTANT, "I'll put you through.", false, Instant.EPOCH));
        want(new ToEdge.Transfer(ID, target, true, Map.of()));
    }

    private <T extends ToConversation> T await(Class<T> type) throws InterruptedException {
        ToConversation next = heard.poll(20, TimeUnit.SECONDS);
        assertThat(next).isInstanceOf(type);
        return type.cast(next);
    }

    @Test
    void callerIsPutThroughAfterTheAnnouncement() throws Exception {
        transferAnnounced("sip:desk@pbx.test");
        assertThat(phone.awaitRefer("202 Accepted")).isEqualTo("<sip:desk@pbx.test>");
        assertThat(await(ToConversation.SpeechFinished.class).speechId()).isEqualTo(1);
        phone.report("180 Ringing");
        phone.report("200 OK");
        phone.awaitBye();
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("transferred");
    }

    @Test
    void callerWhoIsTakenAwayWithoutAReportIsTransferredToo() throws Exception {
        transferAnnounced("7042");
        assertThat(phone.awaitRefer("202 Accepted")).isEqualTo("<sip:7042@caller.test>");
        await(ToConversation.SpeechFinished.class);
        phone.hangUp();
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("transferred");
    }

    @ParameterizedTest
    @CsvSource({"603 Decline,", "202 Accepted,486 Busy Here"})
    void conversationGoesOnWhereItFails(String answer, String report) throws Exception {
        transferAnnounced("sip:desk@pbx.test");
        phone.awaitRefer(answer);
        await(ToConversation.SpeechFinished.class);
        if (report != null) {
            phone.report(report);
        }
        assertThat(await(ToConversation.TransferFailed.class).target()).isEqualTo("sip:desk@pbx.test");
        want(new ToEdge.Say(ID, 2, Party.ASSISTANT, "I couldn't connect you.", true, Instant.EPOCH));
        assertThat(await(ToConversation.SpeechFinished.class).speechId()).isEqualTo(2);
        phone.hangUp();
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("caller_hung_up");
    }

    @Test
    void targetThatIsNoneFailsWithoutARefer() throws Exception {
        transferAnnounced("the front desk");
        await(ToConversation.SpeechFinished.class);
        assertThat(await(ToConversation.TransferFailed.class).target()).isEqualTo("the front desk");
    }

    @Test
    void callerHearsAWordWhileItTakesLong() throws Exception {
        transferAnnounced("sip:desk@pbx.test");
        phone.awaitRefer("202 Accepted");
        assertThat(await(ToConversation.SpeechFinished.class).speechId()).isEqualTo(1);
        assertThat(await(ToConversation.SpeechFinished.class).speechId()).isNegative();
    }

    @Test
    void conversationThatHangsUpMeanwhileIsObeyed() throws Exception {
        transferAnnounced("sip:desk@pbx.test");
        phone.awaitRefer("202 Accepted");
        await(ToConversation.SpeechFinished.class);
        want(new ToEdge.HangUp(ID, "ended_by_us"));
        phone.awaitBye();
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("ended_by_us");
    }
}
