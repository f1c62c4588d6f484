package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real telephone edge on loopback, a phone that puts us on hold, and a conversation that the test plays. */
class CallHoldIT {
    private static final String ID = StagedCall.ID;
    private static final String SDP = StagedCall.SDP;

    private StagedCall call;
    private SipPhone phone;

    @BeforeEach
    void callIsUp() throws Exception {
        call = new StagedCall(27_100, "held");
        phone = call.phone;
    }

    @AfterEach
    void close() throws Exception {
        call.close();
    }

    private void want(ToEdge message) {
        call.want(message);
    }

    private void say(long line) {
        want(new ToEdge.Say(ID, line, Party.ASSISTANT, "Which order?", true, Instant.EPOCH));
    }

    private static String sdp(String address, String direction) {
        return SDP.replace("c=IN IP4 127.0.0.1", "c=IN IP4 " + address) + "a=" + direction + "\r\n";
    }

    private <T extends ToConversation> T await(Class<T> type) throws InterruptedException {
        return call.await(type);
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
            ToConversation next = call.next();
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
        try (SipPhone other = new SipPhone(call.address, "begins-held")) {
            other.call(sdp("127.0.0.1", "sendonly"));
            await(ToConversation.Begin.class);
            assertThat(await(ToConversation.Hold.class).on()).isTrue();
            other.hangUp();
        }
    }

    @Test
    void callerWhoComesByAnotherCallGoesOnWithTheSameConversation() throws Exception {
        try (SipPhone other = new SipPhone(call.address, "comes-otherwise")) {
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
        try (SipPhone other = new SipPhone(call.address, "unheard")) {
            other.refusedInPlaceOf(
                    phone, SDP.replace("RTP/AVP 0", "RTP/AVP 97").replace("rtpmap:0 PCMU", "rtpmap:97 NO"));
            say(1);
            assertThat(await(ToConversation.SpeechFinished.class).completed()).isTrue();
            phone.hangUp();
            assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("caller_hung_up");
        }
    }
}
