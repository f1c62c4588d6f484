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
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real telephone edge on loopback, a phone that puts us on hold, and a conversation that the test plays. */
class CallHoldIT {
    private static final Addresses ADDRESSES = new Addresses("test", 1);
    private static final String ID = "conversation-1";
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 9 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<ToConversation> heard = new LinkedBlockingQueue<>();
    private SipPhone phone;
    private InetSocketAddress address;

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
                MediaPorts.of(27_100, 27_199),
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
        address = edge.address();
        phone = new SipPhone(address, "held");
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

    private void say(long line) {
        want(new ToEdge.Say(ID, line, Party.ASSISTANT, "Which order?", true, Instant.EPOCH));
    }

    private static String sdp(String address, String direction) {
        return SDP.replace("c=IN IP4 127.0.0.1", "c=IN IP4 " + address) + "a=" + direction + "\r\n";
    }

    private <T extends ToConversation> T await(Class<T> type) throws InterruptedException {
        ToConversation next = heard.poll(20, TimeUnit.SECONDS);
        assertThat(next).isInstanceOf(type);
        return type.cast(next);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,sendonly,recvonly,true",
        "127.0.0.1,inactive,inactive,true",
        "0.0.0.0,sendrecv,sendrecv,true",
        "0.0.0.0,inactive,inactive,true",
        "127.0.0.1,sendonly,recvonly,false",
        "127.0.0.1,inactive,inactive,false",
    })
    void conversationHearsOfTheHoldAndWordsWaitForItsEnd(
            String address, String offered, String answered, boolean byInvite) throws Exception {
        String hold = sdp(address, offered);
        String back = sdp("127.0.0.1", "sendrecv");
        assertThat(byInvite ? phone.reinvite(hold) : phone.update(hold)).contains("a=" + answered);
        assertThat(await(ToConversation.Hold.class).on()).isTrue();
        say(1);
        assertThat(byInvite ? phone.reinvite(back) : phone.update(back)).contains("a=sendrecv");
        assertThat(await(ToConversation.Hold.class).on()).isFalse();
        assertThat(await(ToConversation.SpeechFinished.class).completed()).isTrue();
        phone.hangUp();
        await(ToConversation.Gone.class);
    }

    @Test
    void whatIsBeingSaidIsCutOff() throws Exception {
        for (int line = 1; line <= 10; line++) {
            say(line);
        }
        assertThat(await(ToConversation.SpeechFinished.class).completed()).isTrue();
        phone.reinvite(sdp("127.0.0.1", "sendonly"));
        boolean held = false;
        boolean cut = false;
        while (!held || !cut) {
            ToConversation next = heard.poll(20, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            held |= next instanceof ToConversation.Hold;
            cut |= next instanceof ToConversation.SpeechFinished finished && !finished.completed();
        }
    }

    @Test
    void callerWhoOnlyListensIsStillTalkedTo() throws Exception {
        assertThat(phone.reinvite(sdp("127.0.0.1", "recvonly"))).contains("a=sendonly");
        say(1);
        assertThat(await(ToConversation.SpeechFinished.class).completed()).isTrue();
    }

    @Test
    void endIsNotSaidIntoTheHold() throws Exception {
        phone.reinvite(sdp("127.0.0.1", "sendonly"));
        await(ToConversation.Hold.class);
        want(new ToEdge.HangUp(ID, "completed"));
        phone.reinvite(sdp("127.0.0.1", "sendrecv"));
        assertThat(await(ToConversation.Hold.class).on()).isFalse();
        phone.awaitBye();
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("completed");
    }

    @Test
    void refusedOfferLeavesTheHoldAsItWas() throws Exception {
        phone.reinvite(sdp("127.0.0.1", "sendonly"));
        await(ToConversation.Hold.class);
        phone.refusedReinvite(SDP.replace("RTP/AVP 0", "RTP/AVP 97").replace("rtpmap:0 PCMU", "rtpmap:97 UNHEARD"));
        say(1);
        phone.reinvite(sdp("127.0.0.1", "sendrecv"));
        assertThat(await(ToConversation.Hold.class).on()).isFalse();
    }

    @Test
    void callThatBeginsOnHoldIsKnownToBe() throws Exception {
        phone.hangUp();
        await(ToConversation.Gone.class);
        try (SipPhone other = new SipPhone(address, "begins-held")) {
            other.call(sdp("127.0.0.1", "sendonly"));
            await(ToConversation.Begin.class);
            assertThat(await(ToConversation.Hold.class).on()).isTrue();
            other.hangUp();
        }
    }

    @Test
    void callerWhoComesByAnotherCallGoesOnWithTheSameConversation() throws Exception {
        try (SipPhone other = new SipPhone(address, "comes-otherwise")) {
            other.callInPlaceOf(phone, SDP);
            phone.awaitBye();
            say(1);
            assertThat(await(ToConversation.SpeechFinished.class).completed()).isTrue();
            other.hangUp();
            assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("caller_hung_up");
        }
    }

    @Test
    void newWayThatHasNoSoundInCommonLeavesTheOldOne() throws Exception {
        try (SipPhone other = new SipPhone(address, "unheard")) {
            other.refusedInPlaceOf(
                    phone, SDP.replace("RTP/AVP 0", "RTP/AVP 97").replace("rtpmap:0 PCMU", "rtpmap:97 NO"));
            say(1);
            assertThat(await(ToConversation.SpeechFinished.class).completed()).isTrue();
            phone.hangUp();
            assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("caller_hung_up");
        }
    }
}
