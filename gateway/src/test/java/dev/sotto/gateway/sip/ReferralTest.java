package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3515 and its implicit subscription, as seen by the side that sends the REFER. */
class ReferralTest {
    private static final String ACTIVE = "active;expires=60";
    private static final String OVER = "terminated;reason=noresource";

    private final Scene scene = Scene.confirmed();

    private Referral.State state() {
        return ((UasCall) scene.call()).dialogCall().referral().state();
    }

    private SipRequest refer() {
        scene.call().refer("sip:desk@pbx.test");
        return scene.wire.lastRequest();
    }

    private void answer(SipRequest refer, String status) {
        scene.hear(scene.caller.answerTo(refer, status));
    }

    private SipRequest reach(Referral.State wanted) {
        SipRequest refer = wanted == Referral.State.NONE ? null : refer();
        if (refer != null && wanted != Referral.State.ASKED) {
            answer(refer, "202 Accepted");
        }
        if (wanted == Referral.State.FAILED) {
            scene.hear(scene.caller.notifyOf("refer", ACTIVE, "SIP/2.0 486 Busy Here"));
        } else if (wanted == Referral.State.MOVED) {
            scene.hear(scene.caller.notifyOf("refer", ACTIVE, "SIP/2.0 200 OK"));
        }
        assertThat(state()).isEqualTo(wanted);
        scene.calls.events.clear();
        return refer;
    }

    @ParameterizedTest
    @CsvSource({
        "ASKED,100 Trying,ASKED,",
        "ASKED,200 OK,ACCEPTED,",
        "ASKED,202 Accepted,ACCEPTED,",
        "ASKED,302 Moved,NONE,transfer failed 302 Moved",
        "ASKED,405 No,NONE,transfer failed 405 No",
        "ASKED,603 Decline,NONE,transfer failed 603 Decline",
        "ACCEPTED,100 Trying,ACCEPTED,",
        "ACCEPTED,202 Accepted,ACCEPTED,",
        "ACCEPTED,603 Decline,ACCEPTED,",
        "FAILED,202 Accepted,FAILED,",
        "FAILED,603 Decline,FAILED,",
        "MOVED,202 Accepted,MOVED,",
        "MOVED,603 Decline,MOVED,",
    })
    void everyResponseInEveryState(Referral.State from, String status, Referral.State to, String reported) {
        SipRequest refer = reach(from);
        answer(refer, status);
        assertThat(state()).isEqualTo(to);
        assertThat(scene.calls.events).isEqualTo(reported == null ? List.of() : List.of(reported));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,active,,481,NONE,",
        "NONE,active,SIP/2.0 200 OK,481,NONE,",
        "NONE,terminated,SIP/2.0 486 Busy,481,NONE,",
        "ASKED,active,,200,ACCEPTED,",
        "ASKED,active,SIP/2.0 100 Trying,200,ACCEPTED,",
        "ASKED,active,SIP/2.0 200 OK,200,MOVED,transferred",
        "ASKED,terminated,SIP/2.0 200 OK,200,NONE,transferred",
        "ASKED,active,SIP/2.0 486 Busy,200,FAILED,transfer failed 486 Busy",
        "ASKED,terminated,SIP/2.0 486 Busy,200,NONE,transfer failed 486 Busy",
        "ASKED,terminated,,200,NONE,transfer failed 480 Ended without a result",
        "ACCEPTED,active,,200,ACCEPTED,",
        "ACCEPTED,pending,SIP/2.0 180 Ringing,200,ACCEPTED,",
        "ACCEPTED,active,SIP/2.0 200 OK,200,MOVED,transferred",
        "ACCEPTED,terminated;reason=noresource,sip/2.0 202 Fine,200,NONE,transferred",
        "ACCEPTED,active,SIP/2.0 302 Moved,200,FAILED,transfer failed 302 Moved",
        "ACCEPTED,Terminated ;reason=noresource,SIP/2.0 603,200,NONE,transfer failed 603 Decline",
        "ACCEPTED,terminated,SIP/2.0 180 Ringing,200,NONE,transfer failed 480 Ended without a result",
        "ACCEPTED,terminated,,200,NONE,transfer failed 480 Ended without a result",
        "FAILED,active,SIP/2.0 180 Ringing,200,FAILED,",
        "FAILED,active,SIP/2.0 200 OK,200,MOVED,transferred",
        "FAILED,terminated,SIP/2.0 200 OK,200,NONE,transferred",
        "FAILED,active,SIP/2.0 486 Busy,200,FAILED,",
        "FAILED,terminated,SIP/2.0 486 Busy,200,NONE,",
        "FAILED,terminated,,200,NONE,",
        "MOVED,active,SIP/2.0 180 Ringing,200,MOVED,",
        "MOVED,active,SIP/2.0 200 OK,200,MOVED,",
        "MOVED,active,SIP/2.0 486 Busy,200,MOVED,",
        "MOVED,terminated,SIP/2.0 200 OK,200,NONE,",
        "MOVED,terminated,,200,NONE,",
    })
    void everyNotifyInEveryState(
            Referral.State from, String subscription, String body, String answer, Referral.State to, String reported) {
        reach(from);
        assertThat(scene.hear(scene.caller.notifyOf("refer", subscription, body == null ? "" : body)))
                .containsExactly(answer);
        assertThat(state()).isEqualTo(to);
        assertThat(scene.calls.events).isEqualTo(reported == null ? List.of() : List.of(reported));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,0,",
        "ASKED,32050,transfer failed 408 REFER not answered",
        "ACCEPTED,60050,transfer failed 408 No result in time",
        "FAILED,60050,",
        "MOVED,60050,",
    })
    void timeRunsOutOnlyWhileNothingIsKnown(Referral.State from, long millis, String reported) {
        reach(from);
        scene.pass(Math.max(0, millis - 100));
        assertThat(scene.calls.events).isEmpty();
        scene.pass(300_000);
        assertThat(scene.calls.events).isEqualTo(reported == null ? List.of() : List.of(reported));
    }

    @ParameterizedTest
    @CsvSource({"NONE,false", "ASKED,false", "ACCEPTED,true", "FAILED,false", "MOVED,false"})
    void byeOfAPeerThatTookTheReferMeansTransferred(Referral.State from, boolean moved) {
        reach(from);
        assertThat(scene.hear(scene.caller.bye())).containsExactly("200");
        assertThat(scene.calls.events)
                .isEqualTo(moved ? List.of("transferred", "hung up null") : List.of("hung up null"));
        scene.pass(300_000);
        assertThat(scene.calls.events).last().isEqualTo("hung up null");
    }

    @Test
    void referSaysWhoSendsTheCallerWhere() {
        SipRequest refer = refer();
        assertThat(refer.method()).isEqualTo("REFER");
        assertThat(refer.uri()).isEqualTo("sip:ann@192.0.2.1:5062");
        assertThat(refer.headers().first("Refer-To")).isEqualTo("<sip:desk@pbx.test>");
        assertThat(refer.headers().first("Referred-By")).isEqualTo("<sip:refund@sotto.test>");
        assertThat(refer.headers().first("Contact")).isEqualTo("<sip:sotto@192.0.2.200:5060>");
    }

    @Test
    void headersGoAlongInTheReferAndInTheTargetsUri() {
        scene.call()
                .refer(
                        "sip:desk@pbx.test",
                        java.util.Map.of("X-Name", "Ann \r\nEvil: 1 & \u00fc", "Via", "x", "X-", "y"));
        SipRequest refer = scene.wire.lastRequest();
        assertThat(refer.headers().first("X-Name")).isEqualTo("Ann   Evil: 1 & \u00fc");
        assertThat(refer.headers().first("Refer-To"))
                .isEqualTo("<sip:desk@pbx.test?X-Name=Ann%20%20%20Evil%3A%201%20%26%20%C3%BC>");
        assertThat(refer.headers().lines("Via")).hasSize(1);
        assertThat(refer.headers().has("Evil")).isFalse();
    }

    @Test
    void peerThatWillNotReportHasTakenTheCaller() {
        SipRequest refer = refer();
        scene.hear(scene.caller
                .answerTo(refer, "202 Accepted")
                .replace("Content-Length", "Refer-Sub: false\r\nContent-Length"));
        assertThat(scene.calls.events).containsExactly("transferred");
        assertThat(state()).isEqualTo(Referral.State.NONE);
        scene.pass(300_000);
        assertThat(scene.calls.events).containsExactly("transferred");
    }

    @Test
    void markIsOnEverythingOfOurs() {
        scene.call().mark("X-Sotto-Conversation", "c-1");
        assertThat(refer().headers().first("X-Sotto-Conversation")).isEqualTo("c-1");
        scene.call().hangUp("done");
        assertThat(scene.wire.lastRequest().headers().first("X-Sotto-Conversation"))
                .isEqualTo("c-1");
    }

    @Test
    void lostReferIsRepeated() {
        refer();
        scene.wire.take();
        scene.pass(520);
        assertThat(scene.wire.take()).containsExactly("REFER");
    }

    @Test
    void oneTransferAtATime() {
        refer();
        scene.wire.take();
        scene.call().refer("other");
        assertThat(scene.wire.take()).isEmpty();
        assertThat(scene.calls.events).isEmpty();
    }

    @Test
    void afterAFailureTheCallGoesOnAndAnotherTransferIsPossible() {
        answer(refer(), "603 Decline");
        SipRequest second = refer();
        assertThat(second.method()).isEqualTo("REFER");
        answer(second, "202 Accepted");
        scene.hear(scene.caller.notifyOf("refer;id=" + cseq(second), OVER, "SIP/2.0 200 OK"));
        assertThat(scene.calls.events).containsExactly("transfer failed 603 Decline", "transferred");
    }

    @Test
    void lateReportOnAnEarlierReferIsNotTakenForTheNewOne() {
        SipRequest first = refer();
        scene.hear(scene.caller.notifyOf("refer", ACTIVE, "SIP/2.0 486 Busy Here"));
        refer();
        scene.calls.events.clear();
        answer(first, "603 Decline");
        assertThat(scene.hear(scene.caller.notifyOf("refer;id=" + cseq(first), OVER, "SIP/2.0 486 Busy Here")))
                .containsExactly("481");
        assertThat(scene.calls.events).isEmpty();
        assertThat(state()).isEqualTo(Referral.State.ASKED);
    }

    private static String cseq(SipRequest request) {
        return String.valueOf(request.headers().first("CSeq")).replace(" REFER", "");
    }

    @ParameterizedTest
    @CsvSource({
        "'Event: presence\r\n','',489",
        "'','',489",
        "'Event: refer;id=x\r\n','',400",
        "'Event: refer;id=99\r\n','',481",
        "'o: refer\r\nContent-Type: message/sipfrag\r\n','HTTP/1.1 200 OK',400",
        "'Event: refer\r\nContent-Type: message/sipfrag\r\n','SIP/2.0 many',400",
        "'Event: refer\r\nContent-Type: text/plain\r\n','SIP/2.0 200 OK',415",
    })
    void notifyThatCannotBeReadIsRefusedAndChangesNothing(String lines, String body, String answer) {
        reach(Referral.State.ACCEPTED);
        assertThat(scene.hear(scene.caller.next("NOTIFY", lines, body))).containsExactly(answer);
        assertThat(state()).isEqualTo(Referral.State.ACCEPTED);
        assertThat(scene.calls.events).isEmpty();
    }

    @Test
    void ourHangUpEndsTheWait() {
        SipRequest refer = refer();
        scene.call().hangUp("done");
        answer(refer, "202 Accepted");
        scene.pass(300_000);
        assertThat(scene.calls.events).containsExactly("lost BYE not answered");
    }

    @Test
    void referBeforeTheCallIsEstablishedFailsAtOnce() {
        Scene early = new Scene(call -> call.refer("desk"));
        early.hear(early.caller.invite());
        assertThat(early.calls.events).containsExactly("transfer failed 491 The call is not established yet");
        assertThat(early.wire.take()).doesNotContain("REFER");
    }
}
