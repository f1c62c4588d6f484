package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes inside of a dialog: re-INVITE, UPDATE, INFO, order, routes. */
class InDialogTest {
    @Test
    void reofferIsAnsweredAndRepeatedUntilAck() {
        Scene scene = Scene.confirmed();
        assertThat(scene.hear(scene.caller.reinvite("v=0 hold"))).containsExactly("200");
        assertThat(scene.wire.lastResponse().bodyText()).isEqualTo("v=0 again");
        scene.wire.take();
        scene.pass(520);
        assertThat(scene.wire.take()).containsExactly("200");
        scene.hear(scene.caller.ack());
        scene.pass(20_000);
        assertThat(scene.wire.take()).isEmpty();
        assertThat(scene.calls.events).containsExactly("reoffer sdp");
    }

    @Test
    void repeatedAckOfTheFirstAnswerDoesNotConfirmTheSecond() {
        Scene scene = Scene.confirmed();
        scene.hear(scene.caller.reinvite("v=0 hold"));
        scene.hear(scene.caller.request("ACK", 1, 2, "", ""));
        scene.wire.take();
        scene.pass(520);
        assertThat(scene.wire.take()).containsExactly("200");
    }

    @Test
    void refusedReofferLeavesTheCallAlive() {
        Scene scene = Scene.confirmed();
        scene.calls.reofferAnswer = null;
        assertThat(scene.hear(scene.caller.reinvite("v=0 video"))).containsExactly("488");
        scene.hear(scene.caller.ackToRefusal());
        assertThat(scene.hear(scene.caller.bye())).containsExactly("200");
        assertThat(scene.calls.events).containsExactly("reoffer sdp", "hung up null");
    }

    @Test
    void answerToOurReofferComesWithTheAck() {
        Scene scene = Scene.confirmed();
        scene.hear(scene.caller.reinvite(""));
        scene.hear(scene.caller.ackWith(Caller.sdpType(), "v=0 theirs"));
        assertThat(scene.calls.events).containsExactly("reoffer null", "reoffer answered");
    }

    @Test
    void handlerThatThrowsIs500AndTheCallLives() {
        Scene scene = Scene.confirmed();
        scene.call().handler(new ThrowingHandler());
        assertThat(scene.hear(scene.caller.reinvite("v=0"))).containsExactly("500");
        scene.hear(scene.caller.ackToRefusal());
        scene.call().handler(new NoHandler());
        assertThat(scene.hear(scene.caller.bye())).containsExactly("200");
    }

    @Test
    void secondOfferWhileOursIsOpenIs491() {
        Scene scene = Scene.confirmed();
        scene.hear(scene.caller.reinvite(""));
        assertThat(scene.hear(scene.caller.next("UPDATE", Caller.sdpType(), "v=0")))
                .containsExactly("491");
        assertThat(scene.hear(scene.caller.reinvite("v=0"))).containsExactly("491");
    }

    @Test
    void offerBeforeTheFirstAnswerIs500WithRetryAfter() {
        Scene scene = new Scene(IncomingCall::ringing);
        scene.hear(scene.caller.invite());
        scene.caller.heard(scene.wire.lastResponse());
        assertThat(scene.hear(scene.caller.reinvite("v=0"))).containsExactly("500");
        assertThat(Integer.parseInt(scene.wire.lastResponse().headers().first("Retry-After")))
                .isBetween(0, 10);
        assertThat(scene.hear(scene.caller.next("UPDATE", Caller.sdpType(), "v=0")))
                .containsExactly("500");
    }

    @Test
    void unacknowledgedReofferLosesTheCall() {
        Scene scene = Scene.confirmed();
        scene.hear(scene.caller.reinvite("v=0"));
        scene.wire.take();
        scene.pass(32_050);
        assertThat(scene.wire.take()).last().isEqualTo("BYE");
        assertThat(scene.calls.events).containsExactly("reoffer sdp", "lost no ACK to re-INVITE");
    }

    @Test
    void updateWithoutBodyIsAcceptedAndMovesTheTarget() {
        Scene scene = Scene.confirmed();
        String update = scene.caller.next("UPDATE", "Contact: <sip:ann@192.0.2.77:5099>\r\n", "");
        assertThat(scene.hear(update)).containsExactly("200");
        scene.call().hangUp("bye");
        assertThat(scene.wire.lastRequest().uri()).isEqualTo("sip:ann@192.0.2.77:5099");
        assertThat(scene.wire.addresses).last().hasToString("/192.0.2.77:5099");
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay,'Signal=5\r\nDuration=160\r\n',5",
        "application/dtmf-relay,'Signal= #\r\n',#",
        "application/dtmf-relay,'Duration=100\r\nsignal=d\r\n',D",
        "application/dtmf-relay,'Signal=10\r\n',*",
        "application/dtmf-relay,'Signal = 7 \r\nDuration = 250\r\n',7",
        "application/dtmf-relay,'Signal: 8\r\n',8",
        "application/dtmf-relay,'Duration=250\nSignal=9\n',9",
        "application/dtmf-relay,'\r\nSIGNAL=0',0",
        "application/dtmf,'4\r\n',4",
        "application/dtmf,9,9",
        "application/dtmf,11,#",
        "Application/DTMF;x=y,'*',*",
    })
    void infoGivesADigit(String type, String body, char digit) {
        Scene scene = Scene.confirmed();
        assertThat(scene.hear(scene.caller.next("INFO", "Content-Type: " + type + "\r\n", body)))
                .containsExactly("200");
        assertThat(scene.calls.events).containsExactly("digit " + digit);
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay,'Signal=flash\r\n',200",
        "application/dtmf-relay,'Signal=hf\r\nDuration=300\r\n',200",
        "application/dtmf,16,200",
        "application/dtmf-relay,'Signal=E\r\n',400",
        "application/dtmf-relay,'Duration=100\r\n',400",
        "application/dtmf,99,400",
        "text/plain,5,415",
        "application/dtmf-relay,'',200",
    })
    void infoWithoutADigitGivesNone(String type, String body, String answer) {
        Scene scene = Scene.confirmed();
        assertThat(scene.hear(scene.caller.next("INFO", "Content-Type: " + type + "\r\n", body)))
                .containsExactly(answer);
        assertThat(scene.calls.events).isEmpty();
    }

    @Test
    void packageOfInfoThatWeDoNotKnowIs469() {
        Scene scene = Scene.confirmed();
        String lines = "Info-Package: trickle-ice\r\nContent-Type: application/trickle-ice-sdpfrag\r\n";
        assertThat(scene.hear(scene.caller.next("INFO", lines, "a=end"))).containsExactly("469");
        assertThat(scene.wire.lastResponse().headers().first("Recv-Info")).isEmpty();
        assertThat(scene.calls.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Refer-To: <sip:premium@pbx.test>,603", "'',400", "'r: <sip:a@b>\r\nr: <sip:c@d>',400"})
    void nobodySendsUsElsewhere(String line, String answer) {
        Scene scene = Scene.confirmed();
        String lines = line.isEmpty() ? "" : line + "\r\n";
        assertThat(scene.hear(scene.caller.next("REFER", lines, ""))).containsExactly(answer);
        assertThat(scene.hear(new Caller("out", "192.0.2.1", 5062).next("REFER", lines, "")))
                .containsExactly(answer);
        assertThat(scene.calls.events).isEmpty();
    }

    @Test
    void requestOutOfOrderIs500() {
        Scene scene = Scene.confirmed();
        assertThat(scene.hear(scene.caller.request("INFO", 5, 50, "", ""))).containsExactly("200");
        assertThat(scene.hear(scene.caller.request("INFO", 4, 51, "", ""))).containsExactly("500");
        assertThat(scene.hear(scene.caller.request("BYE", 900, 52, "", ""))).containsExactly("200");
    }

    @ParameterizedTest
    @CsvSource({"BYE,481", "INFO,481", "UPDATE,481", "INVITE,481", "OPTIONS,481"})
    void requestsOfAnUnknownDialogAre481(String method, String answer) {
        Scene scene = Scene.confirmed();
        Caller other = new Caller("other", "192.0.2.1", 5062).heard(okWithTag());
        String contact = "Contact: <sip:x@192.0.2.1>\r\n";
        assertThat(scene.hear(other.next(method, contact, ""))).endsWith(answer);
    }

    private static SipResponse okWithTag() {
        return new SipResponse(200, "OK", Headers.of(h -> h.add("To", "<sip:x@y>;tag=unknown")), SipMessage.NO_BODY);
    }

    @Test
    void optionsInADialogAreAnswered() {
        Scene scene = Scene.confirmed();
        assertThat(scene.hear(scene.caller.next("OPTIONS", "", ""))).containsExactly("200");
    }

    private static SipRequest byeOverRoutes(String recordRoutes) {
        Scene scene = new Scene(call -> call.answer("v=0"));
        scene.hear(scene.caller.inviteWith(recordRoutes + Caller.sdpType(), "v=0"));
        SipResponse ok = scene.wire.lastResponse();
        assertThat(ok.headers().lines("Record-Route")).isNotEmpty();
        scene.hear(scene.caller.heard(ok).ack());
        scene.call().hangUp("x");
        return scene.wire.lastRequest();
    }

    @Test
    void looseRoutesStandInRouteInTheirOrder() {
        SipRequest bye = byeOverRoutes(
                "Record-Route: <sip:p2.test;lr>, <sip:192.0.2.51;lr>\r\nRecord-Route: <sip:p0.test;lr=on>\r\n");
        assertThat(bye.uri()).isEqualTo("sip:ann@192.0.2.1:5062");
        assertThat(bye.headers().lines("Route"))
                .containsExactly("<sip:p2.test;lr>", "<sip:192.0.2.51;lr>", "<sip:p0.test;lr=on>");
    }

    @Test
    void strictRouteTakesTheRequestUri() {
        SipRequest bye = byeOverRoutes("Record-Route: <sip:strict.test>\r\nRecord-Route: <sip:p0.test;lr>\r\n");
        assertThat(bye.uri()).isEqualTo("sip:strict.test");
        assertThat(bye.headers().lines("Route")).containsExactly("<sip:p0.test;lr>", "<sip:ann@192.0.2.1:5062>");
    }

    @ParameterizedTest
    @CsvSource({
        "'',sip:ann@192.0.2.1:5062,192.0.2.1:5062",
        "'',sip:ann@198.51.100.7,198.51.100.7:5060",
        "'',sip:ann@[2001:db8::7]:5070,[2001:db8:0:0:0:0:0:7]:5070",
        "'',sip:ann@pbx.test:5090,192.0.2.1:5062", // a name: back to where the call came from
        "'',sip:ann@10.1.2.3:5090,192.0.2.1:5062", // a private address behind a NAT
        "'',sip:ann@0.0.0.0:5090,192.0.2.1:5062",
        "'Record-Route: <sip:203.0.113.9:5080;lr>\r\n',sip:ann@10.1.2.3,203.0.113.9:5080",
        "'Record-Route: <sip:edge.test;lr>\r\n',sip:ann@198.51.100.7,192.0.2.1:5062",
    })
    void ourRequestGoesWhereThePeerCanBeReached(String routes, String contact, String address) {
        Scene scene = new Scene(call -> call.answer("v=0"));
        String lines = routes + Caller.sdpType();
        scene.hear(scene.caller
                .inviteWith(lines, "v=0")
                .replaceFirst("<sip:ann@192.0.2.1:5062>\r\n", "<" + contact + ">\r\n"));
        scene.hear(scene.caller.heard(scene.wire.lastResponse()).ack());
        scene.call().hangUp("x");
        assertThat(scene.wire.lastRequest().method()).isEqualTo("BYE");
        assertThat(scene.wire.addresses).last().hasToString("/" + address);
    }

    @Test
    void handlerThatThrowsOnAckDoesNotKeepAHangUpBack() {
        Scene scene = new Scene(call -> call.answer("v=0"));
        scene.hear(scene.caller.invite());
        scene.call().handler(new ThrowingHandler());
        scene.call().hangUp("x");
        String ack = scene.caller.heard(scene.wire.lastResponse()).ack();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> scene.hear(ack))
                .hasMessage("expected by the test");
        assertThat(scene.wire.take()).last().isEqualTo("BYE");
    }
}
