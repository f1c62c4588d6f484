package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transport.SipMeters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call from INVITE to BYE on virtual time. */
class UasCallTest {
    private static Scene ringing() {
        Scene scene = new Scene(IncomingCall::ringing);
        scene.hear(scene.caller.invite());
        scene.caller.heard(scene.wire.lastResponse());
        scene.wire.take();
        return scene;
    }

    private static Scene answered() {
        Scene scene = new Scene(call -> call.answer("v=0 answer"));
        scene.hear(scene.caller.invite());
        scene.caller.heard(scene.wire.lastResponse());
        scene.wire.take();
        return scene;
    }

    @Test
    void listenerSeesTheCallAfter100() {
        Scene scene = new Scene();
        assertThat(scene.hear(scene.caller.invite())).containsExactly("100");
        IncomingCall call = scene.call();
        assertThat(call.callId()).isEqualTo("scene");
        assertThat(call.user()).isEqualTo("refund");
        assertThat(call.requestUri().host()).isEqualTo("sotto.test");
        assertThat(call.fromUri()).isEqualTo("sip:ann@caller.test");
        assertThat(call.fromDisplay()).isEqualTo("Ann Caller");
        assertThat(call.offer()).isEqualTo(Caller.SDP);
        assertThat(call.header("m")).hasValue("<sip:ann@192.0.2.1:5062>");
        assertThat(call.header("X-None")).isEmpty();
        assertThat(call.remote()).isEqualTo(Scene.CALLER.address());
    }

    @Test
    void tagIsTheSameIn180And200AndNotIn100() throws Exception {
        Scene scene = new Scene(call -> {
            call.ringing();
            call.answer("v=0");
        });
        scene.hear(scene.caller.invite());
        String trying = scene.wire.sent.get(0).headers().first("To");
        NameAddr ringing = NameAddr.parse(scene.wire.sent.get(1).headers().first("To"));
        NameAddr ok = NameAddr.parse(scene.wire.sent.get(2).headers().first("To"));
        assertThat(NameAddr.parse(trying).tag()).isEmpty();
        assertThat(ringing.tag()).isNotEmpty().isEqualTo(ok.tag());
    }

    @Test
    void answerIsRepeatedUntilAck() {
        Scene scene = answered();
        scene.pass(520);
        assertThat(scene.wire.take()).containsExactly("200");
        scene.pass(1_020);
        assertThat(scene.wire.take()).containsExactly("200");
        scene.hear(scene.caller.ack());
        scene.pass(20_000);
        assertThat(scene.wire.take()).isEmpty();
        assertThat(scene.calls.events).containsExactly("acknowledged null");
    }

    @Test
    void withoutAckTheCallIsLostAfter64T1AndByeIsSent() {
        Scene scene = answered();
        scene.pass(31_950);
        // 0.5, 1.5, 3.5, 7.5, 11.5, ... 31.5 s
        assertThat(scene.wire.take()).hasSize(10).containsOnly("200");
        scene.pass(100);
        assertThat(scene.wire.take()).containsExactly("BYE");
        assertThat(scene.calls.events).containsExactly("lost no ACK");
        scene.pass(70_000);
        assertThat(scene.meters.calls).isZero();
        assertThat(scene.meters.transactions).isZero();
    }

    @Test
    void answerToOurOfferComesWithTheAck() {
        Scene scene = new Scene(call -> call.answer("v=0 our offer"));
        scene.hear(scene.caller.inviteWithoutOffer());
        assertThat(scene.call().offer()).isNull();
        scene.caller.heard(scene.wire.lastResponse());
        scene.hear(scene.caller.ackWith(Caller.sdpType(), "v=0 their answer"));
        assertThat(scene.calls.events).containsExactly("acknowledged v=0 their answer");
    }

    @Test
    void cancelWhileRingingGets200AndTheInvite487() {
        Scene scene = ringing();
        assertThat(scene.hear(scene.caller.cancel())).containsExactly("200", "487");
        assertThat(scene.calls.events).containsExactly("cancelled");
        scene.hear(scene.caller.ackToRefusal());
        scene.pass(6_000);
        assertThat(scene.wire.take()).as("no repetition after ACK").containsExactly("200", "487");
    }

    @Test
    void cancelAfterTheAnswerHasNoEffect() {
        Scene scene = answered();
        Caller late = new Caller("scene", "192.0.2.1", 5062);
        assertThat(scene.hear(late.cancel())).containsExactly("200");
        assertThat(scene.calls.events).isEmpty();
        scene.hear(scene.caller.ack());
        assertThat(scene.calls.events).containsExactly("acknowledged null");
    }

    @Test
    void cancelOfNothingIs481() {
        Scene scene = new Scene();
        assertThat(scene.hear(scene.caller.cancel())).containsExactly("481");
    }

    @Test
    void answerAfterCancelDoesNothing() {
        Scene scene = ringing();
        scene.hear(scene.caller.cancel());
        scene.wire.take();
        scene.call().answer("v=0");
        scene.call().refuse(486, "");
        scene.call().ringing();
        scene.call().hangUp("late");
        assertThat(scene.wire.take()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"486,Busy Here", "603,Decline", "302,Moved Temporarily", "480,Nobody there"})
    void refusalIsRepeatedUntilAck(int status, String reason) {
        Scene scene = new Scene(call -> call.refuse(status, reason));
        scene.hear(scene.caller.invite());
        assertThat(scene.wire.lastResponse().reason()).isEqualTo(reason);
        scene.caller.heard(scene.wire.lastResponse());
        scene.wire.take();
        scene.pass(1_600);
        assertThat(scene.wire.take()).hasSize(2).containsOnly(Integer.toString(status));
        scene.hear(scene.caller.ackToRefusal());
        scene.pass(40_000);
        assertThat(scene.wire.take()).isEmpty();
        assertThat(scene.meters.transactions).isZero();
        assertThat(scene.meters.calls).isZero();
    }

    @Test
    void refusalsCarryWhatHelpsTheCaller() {
        Scene scene = new Scene(call -> call.refuse(488, "No codec in common"));
        scene.hear(scene.caller.invite());
        assertThat(scene.wire.lastResponse().headers().first("Warning")).isEqualTo("399 sotto \"No codec in common\"");
        Scene full = new Scene(call -> call.refuse(503, ""));
        full.hear(full.caller.invite());
        assertThat(full.wire.lastResponse().headers().first("Retry-After")).isEqualTo("5");
    }

    @Test
    void byeEndsTheCallAndItsRepetitionGetsTheSameAnswer() {
        Scene scene = Scene.confirmed();
        String bye = scene.caller.next("BYE", "Reason: Q.850;cause=16;text=\"normal \\\"clearing\\\"\"\r\n", "");
        assertThat(scene.hear(bye)).containsExactly("200");
        assertThat(scene.hear(bye)).containsExactly("200");
        assertThat(scene.calls.events).containsExactly("hung up normal \"clearing\"");
        assertThat(scene.hear(scene.caller.bye())).containsExactly("481");
        assertThat(scene.meters.calls).isZero();
    }

    @Test
    void ourByeIsSentToTheContactWithAReason() {
        Scene scene = Scene.confirmed();
        scene.call().hangUp("all said");
        SipRequest bye = scene.wire.lastRequest();
        assertThat(bye.uri()).isEqualTo("sip:ann@192.0.2.1:5062");
        assertThat(bye.headers().first("Reason")).isEqualTo("SIP;cause=200;text=\"all said\"");
        assertThat(bye.headers().first("From")).contains(";tag=").contains("refund");
        assertThat(bye.headers().first("To")).contains("tag=from-scene");
        scene.hear(scene.caller.okTo(bye));
        assertThat(scene.calls.events).isEmpty();
        assertThat(scene.meters.calls).isZero();
        scene.pass(6_000);
        assertThat(scene.wire.take()).containsExactly("BYE");
    }

    @Test
    void unansweredByeLosesTheCall() {
        Scene scene = Scene.confirmed();
        scene.call().hangUp("all said");
        scene.pass(32_100);
        assertThat(scene.wire.take()).hasSize(11);
        assertThat(scene.calls.events).containsExactly("lost BYE not answered");
        assertThat(scene.meters.calls).isZero();
    }

    @Test
    void hangUpBeforeTheAckWaitsForIt() {
        Scene scene = answered();
        scene.call().hangUp("quick");
        assertThat(scene.wire.take()).isEmpty();
        assertThat(scene.hear(scene.caller.ack())).containsExactly("BYE");
    }

    @Test
    void hangUpBeforeTheAnswerRefuses() {
        Scene scene = ringing();
        scene.call().hangUp("no");
        assertThat(scene.wire.take()).containsExactly("480");
    }

    @Test
    void byesThatCrossAreBothAnswered() {
        Scene scene = Scene.confirmed();
        scene.call().hangUp("ours");
        SipRequest ours = scene.wire.lastRequest();
        assertThat(scene.hear(scene.caller.bye())).containsExactly("200");
        scene.hear(scene.caller.answerTo(ours, "481 Gone"));
        assertThat(scene.meters.calls).isZero();
    }

    @Test
    void byeOfAnEarlyDialogEndsTheInviteWith487() {
        Scene scene = ringing();
        assertThat(scene.hear(scene.caller.bye())).containsExactly("200", "487");
        assertThat(scene.calls.events).containsExactly("cancelled");
    }

    @Test
    void repeatedInviteGetsTheLastProvisionalAnswer() {
        Scene scene = new Scene(IncomingCall::ringing);
        scene.hear(scene.caller.invite());
        assertThat(scene.hear(scene.caller.invite())).containsExactly("180");
        assertThat(scene.calls.calls).hasSize(1);
        assertThat(scene.meters.retransmissionsReceived).isEqualTo(1);
    }

    @Test
    void listenerThatThrowsRefusesWith500() {
        Scene scene = new Scene(call -> {
            throw new IllegalStateException("expected by the test");
        });
        assertThat(scene.hear(scene.caller.invite())).containsExactly("100", "500");
    }

    @Test
    void callThatNobodyAnswersEnds() {
        Scene scene = ringing();
        scene.pass(179_000);
        assertThat(scene.wire.take()).isEmpty();
        scene.pass(2_000);
        assertThat(scene.wire.take()).startsWith("480");
        assertThat(scene.calls.events).containsExactly("lost not answered in 180 s");
        scene.pass(40_000);
        assertThat(scene.meters.transactions).isZero();
    }

    @Test
    void strayAckIsCountedAndNotAnswered() {
        Scene scene = new Scene();
        assertThat(scene.hear(scene.caller.ack())).isEmpty();
        assertThat(scene.meters.drops(SipMeters.Drop.STRAY_ACK)).isEqualTo(1);
    }
}
