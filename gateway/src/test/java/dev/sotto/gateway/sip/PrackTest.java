package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3262, as seen by the answering side, and UPDATE before the answer. */
class PrackTest {
    private static final String CAN = "Supported: 100rel\r\n";
    private static final String MUST = "Require: 100rel\r\n";

    /** After a 183 with a description. */
    private static Scene early(String lines) {
        Scene scene = new Scene(call -> call.progress("v=0 early"));
        scene.hear(scene.caller.inviteWith(lines + Caller.sdpType(), Caller.SDP));
        scene.caller.heard(scene.wire.lastResponse());
        return scene;
    }

    private static String rseq(Scene scene) {
        return scene.wire.lastResponse().headers().first("RSeq");
    }

    private static String prack(Scene scene, String rseq, String lines, String body) {
        return scene.caller.next("PRACK", "RAck: " + rseq + " 1 INVITE\r\n" + lines, body);
    }

    @ParameterizedTest
    @CsvSource({"'',false", "'Supported: 100rel\r\n',true", "'Require: 100rel\r\n',true"})
    void descriptionIsSentReliablyWhereTheCallerCan(String lines, boolean reliable) {
        SipResponse progress = early(lines).wire.lastResponse();
        assertThat(progress.status()).isEqualTo(183);
        assertThat(progress.bodyText()).isEqualTo("v=0 early");
        assertThat(progress.headers().has("RSeq")).isEqualTo(reliable);
        assertThat(progress.headers().first("Require")).isEqualTo(reliable ? "100rel" : null);
    }

    @ParameterizedTest
    @CsvSource({"'Supported: 100rel\r\n',false", "'Require: 100rel\r\n',true"})
    void ringingIsReliableOnlyWhereThatIsDemanded(String lines, boolean reliable) {
        Scene scene = new Scene(IncomingCall::ringing);
        scene.hear(scene.caller.inviteWith(lines + Caller.sdpType(), Caller.SDP));
        assertThat(scene.wire.lastResponse().headers().has("RSeq")).isEqualTo(reliable);
    }

    @Test
    void reliableResponseIsRepeatedInDoublingIntervalsUntilItsPrack() {
        Scene scene = early(CAN);
        String rseq = rseq(scene);
        scene.wire.take();
        scene.pass(550);
        scene.pass(1_050);
        scene.pass(2_050);
        assertThat(scene.wire.take()).containsExactly("183", "183", "183");
        assertThat(scene.hear(prack(scene, rseq, "", ""))).containsExactly("200");
        scene.wire.take();
        scene.pass(40_000);
        assertThat(scene.wire.take()).isEmpty();
        assertThat(scene.calls.events).isEmpty();
    }

    @Test
    void withoutPrackTheCallIsRefusedWith504() {
        Scene scene = early(CAN);
        scene.wire.take();
        scene.pass(32_050);
        assertThat(scene.wire.take()).hasSize(7).last().isEqualTo("504");
        assertThat(scene.calls.events).containsExactly("lost no PRACK");
        scene.pass(40_000);
        assertThat(scene.meters.transactions + scene.meters.calls).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'1 1 INVITE'", "'RSEQ 2 INVITE'", "'RSEQ 1 UPDATE'", "'RSEQ 1'", "'x 1 INVITE'", "''"})
    void prackThatFitsNothingIs481(String rack) {
        Scene scene = early(CAN);
        String line = rack.isEmpty() ? "" : "RAck: " + rack.replace("RSEQ", rseq(scene)) + "\r\n";
        assertThat(scene.hear(scene.caller.next("PRACK", line, ""))).containsExactly("481");
        scene.wire.take();
        scene.pass(520);
        assertThat(scene.wire.take()).containsExactly("183");
    }

    @Test
    void secondPrackFindsNothing() {
        Scene scene = early(CAN);
        String rseq = rseq(scene);
        scene.hear(prack(scene, rseq, "", ""));
        assertThat(scene.hear(prack(scene, rseq, "", ""))).containsExactly("481");
    }

    @Test
    void oneAtATimeInOrderOfTheirNumbers() {
        Scene scene = new Scene(call -> {
            call.ringing();
            call.progress("v=0 early");
        });
        scene.hear(scene.caller.inviteWith(MUST + Caller.sdpType(), Caller.SDP));
        assertThat(scene.wire.take()).containsExactly("100", "180");
        scene.pass(520);
        scene.caller.heard(scene.wire.lastResponse());
        long first = Long.parseLong(rseq(scene));
        assertThat(scene.hear(prack(scene, Long.toString(first), "", ""))).containsExactly("183", "200");
        assertThat(((SipResponse) scene.wire.sent.get(scene.wire.sent.size() - 2))
                        .headers()
                        .first("RSeq"))
                .isEqualTo(Long.toString(first + 1));
    }

    @Test
    void answerWaitsForThePrackAndThenNeedsNoDescription() {
        Scene scene = early(CAN);
        String rseq = rseq(scene);
        scene.wire.take();
        scene.call().answer("v=0 early");
        assertThat(scene.wire.take()).isEmpty();
        assertThat(scene.hear(prack(scene, rseq, "", ""))).containsExactly("200", "200");
        assertThat(scene.wire.lastResponse().headers().first("CSeq")).isEqualTo("1 INVITE");
        assertThat(scene.wire.lastResponse().hasBody()).isFalse();
        assertThat(scene.hear(scene.caller.request("ACK", 1, 99, "", ""))).isEmpty();
        assertThat(scene.calls.events).containsExactly("acknowledged null");
    }

    @Test
    void answerAfterAnUnreliableDescriptionRepeatsIt() {
        Scene scene = early("");
        scene.call().answer("v=0 early");
        assertThat(scene.wire.lastResponse().bodyText()).isEqualTo("v=0 early");
    }

    @Test
    void callerWithoutAnOfferAnswersOursInThePrack() {
        Scene scene = new Scene(call -> call.progress("v=0 our offer"));
        scene.hear(scene.caller.inviteWith(CAN, ""));
        scene.caller.heard(scene.wire.lastResponse());
        String rseq = rseq(scene);
        assertThat(scene.hear(scene.caller.next("UPDATE", Caller.sdpType(), "v=0")))
                .containsExactly("491");
        scene.hear(prack(scene, rseq, Caller.sdpType(), "v=0 theirs"));
        assertThat(scene.calls.events).containsExactly("reoffer answered");
    }

    @Test
    void offerThatNobodyWouldAcknowledgeIsNotSent() {
        Scene scene = new Scene(call -> call.progress("v=0 our offer"));
        scene.hear(scene.caller.inviteWith("", ""));
        assertThat(scene.wire.lastResponse().status()).isEqualTo(183);
        assertThat(scene.wire.lastResponse().hasBody()).isFalse();
    }

    @Test
    void newOfferInThePrackIsAnsweredInIts200() {
        Scene scene = early(CAN);
        scene.hear(prack(scene, rseq(scene), Caller.sdpType(), "v=0 other"));
        assertThat(scene.wire.lastResponse().bodyText()).isEqualTo("v=0 again");
        assertThat(scene.calls.events).containsExactly("reoffer sdp");
    }

    @Test
    void updateBeforeTheAnswerIsTakenOnceTheFirstOfferIsSettled() {
        Scene scene = early(CAN);
        String rseq = rseq(scene);
        assertThat(scene.hear(scene.caller.next("UPDATE", Caller.sdpType(), "v=0")))
                .containsExactly("500");
        scene.hear(prack(scene, rseq, "", ""));
        assertThat(scene.hear(scene.caller.next("UPDATE", Caller.sdpType(), "v=0")))
                .containsExactly("200");
        assertThat(scene.calls.events).containsExactly("reoffer sdp");
        assertThat(scene.hear(scene.caller.reinvite("v=0")))
                .as("the INVITE is open")
                .containsExactly("500");
    }

    @Test
    void cancelWhileThePrackIsDueEndsEverything() {
        Scene scene = early(CAN);
        scene.call().answer("v=0 early");
        Caller plain = new Caller("scene", "192.0.2.1", 5062);
        assertThat(scene.hear(plain.cancel())).containsExactly("200", "487");
        scene.pass(70_000);
        assertThat(scene.meters.transactions + scene.meters.calls).isZero();
        assertThat(scene.calls.events).containsExactly("cancelled");
    }

    @Test
    void earlyMediaIsAnnouncedOnceItHasArrived() {
        Scene scene = early(CAN);
        boolean[] told = new boolean[1];
        scene.call().handler(new EarlyListener(told));
        scene.hear(prack(scene, rseq(scene), "", ""));
        assertThat(told[0]).isTrue();
    }
}
