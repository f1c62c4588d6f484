package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 4028, as seen by the answering side. */
class SessionTimerTest {
    private static final String TIMER = "Supported: timer, 100rel\r\n";

    private static Scene answered(String lines) {
        Scene scene = new Scene(call -> call.answer("v=0"));
        scene.hear(scene.caller.inviteWith(lines + Caller.sdpType(), "v=0"));
        if (scene.calls.calls.isEmpty()) {
            return scene;
        }
        scene.hear(scene.caller.heard(scene.wire.lastResponse()).ack());
        scene.calls.events.clear();
        return scene;
    }

    @ParameterizedTest
    @CsvSource({
        "'Supported: timer','1800;refresher=uac',1800;refresher=uac,timer",
        "'k: timer','1800',1800;refresher=uac,timer",
        "'Require: timer','90; refresher=UAC',90;refresher=uac,timer",
        "'Supported: timer','600;refresher=uas',600;refresher=uas,",
        "'Supported: 100rel','600',600;refresher=uas,",
        "'Supported: 100rel','30',90;refresher=uas,",
        "'Supported: timer','999999',86400;refresher=uac,timer",
    })
    void answerSaysWhoRefreshes(String support, String expires, String answer, String require) {
        Scene scene = answered(support + "\r\nx: " + expires + "\r\n");
        Headers headers = scene.wire.lastResponse().headers();
        assertThat(headers.first("Session-Expires")).isEqualTo(answer);
        assertThat(headers.first("Require")).isEqualTo(require);
        assertThat(headers.first("Supported")).isEqualTo("100rel, replaces, timer, norefersub");
    }

    @ParameterizedTest
    @CsvSource({"30,422", "x,400", "-5,400"})
    void intervalThatIsTooSmallOrNoneIsRefused(String expires, String answer) {
        Scene scene = answered(TIMER + "Session-Expires: " + expires + "\r\n");
        assertThat(scene.wire.lastResponse().status()).isEqualTo(Integer.parseInt(answer));
        assertThat(scene.wire.lastResponse().headers().first("Min-SE")).isEqualTo(answer.equals("422") ? "90" : null);
    }

    @Test
    void callerThatDoesNotRefreshHasVanished() {
        Scene scene = answered(TIMER + "Session-Expires: 90;refresher=uac\r\n");
        scene.wire.take();
        scene.pass(59_900);
        assertThat(scene.wire.take()).isEmpty();
        scene.pass(200);
        assertThat(scene.wire.take()).containsExactly("BYE");
        assertThat(scene.calls.events).containsExactly("lost session timer expired");
    }

    @Test
    void updateAndReinviteKeepTheCallAlive() {
        Scene scene = answered(TIMER + "Session-Expires: 90;refresher=uac\r\n");
        String refresh = TIMER + "Session-Expires: 90;refresher=uac\r\n";
        scene.pass(50_000);
        assertThat(scene.hear(scene.caller.next("UPDATE", refresh, ""))).containsExactly("200");
        assertThat(scene.wire.lastResponse().headers().first("Session-Expires")).isEqualTo("90;refresher=uac");
        scene.pass(50_000);
        assertThat(scene.calls.events).isEmpty();
        String lines = refresh + "Contact: <sip:ann@192.0.2.1:5062>\r\n" + Caller.sdpType();
        assertThat(scene.hear(scene.caller.next("INVITE", lines, "v=0"))).containsExactly("200");
        scene.hear(scene.caller.ack());
        scene.pass(50_000);
        assertThat(scene.calls.events).containsExactly("reoffer sdp");
    }

    @Test
    void refreshesByUsGoOnWhileTheyAreAnswered() {
        Scene scene = answered(TIMER + "Session-Expires: 90;refresher=uas\r\n");
        for (int i = 0; i < 5; i++) {
            scene.wire.take();
            scene.pass(45_050);
            SipRequest update = scene.wire.lastRequest();
            assertThat(update.method()).isEqualTo("UPDATE");
            assertThat(update.headers().first("Session-Expires")).isEqualTo("90;refresher=uac");
            scene.hear(scene.caller.okTo(update));
        }
        assertThat(scene.calls.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"481 Gone,true", "408 Timeout,true", "405 No,false", "200 OK,false"})
    void refreshThatFailsLosesTheCallOnlyWhereThePeerIsGone(String status, boolean lost) {
        Scene scene = answered(TIMER + "Session-Expires: 90;refresher=uas\r\n");
        scene.pass(45_050);
        scene.hear(scene.caller.answerTo(scene.wire.lastRequest(), status));
        assertThat(scene.calls.events.stream().anyMatch(event -> event.startsWith("lost")))
                .isEqualTo(lost);
    }

    private static Scene refreshing(String more) {
        Scene scene = answered(TIMER + more + "Session-Expires: 90;refresher=uas\r\n");
        scene.wire.take();
        scene.pass(45_050);
        return scene;
    }

    private static String okWith(Scene scene, String lines, String body) {
        String ok = scene.caller.okTo(scene.wire.lastRequest());
        return ok.replace("Content-Length: 0\r\n\r\n", lines + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void peerWithoutUpdateIsRefreshedByAReinviteWithWhatHolds() {
        Scene scene = refreshing("Allow: INVITE, ACK, BYE, CANCEL\r\n");
        SipRequest invite = scene.wire.lastRequest();
        assertThat(invite.method()).isEqualTo("INVITE");
        assertThat(invite.bodyText()).isEqualTo("v=0 again");
        assertThat(invite.headers().first("Session-Expires")).isEqualTo("90;refresher=uac");
        assertThat(scene.hear(okWith(scene, Caller.sdpType(), "v=0 theirs"))).containsExactly("ACK");
        assertThat(scene.wire.lastRequest().headers().first("CSeq")).isEqualTo("1 ACK");
        assertThat(scene.calls.events).containsExactly("reoffer null", "reoffer answered");
        scene.wire.take();
        scene.pass(45_050);
        assertThat(scene.wire.take()).startsWith("INVITE");
    }

    @Test
    void everyRepeatedAnswerIsAcknowledged() {
        Scene scene = refreshing("Allow: INVITE, ACK, BYE\r\n");
        String ok = okWith(scene, Caller.sdpType(), "v=0 theirs");
        scene.hear(ok);
        assertThat(scene.hear(ok)).containsExactly("ACK");
        assertThat(scene.calls.events).containsExactly("reoffer null", "reoffer answered");
    }

    @ParameterizedTest
    @CsvSource({"405 No", "501 What"})
    void peerThatTurnsOutToHaveNoUpdateGetsAReinvite(String status) {
        Scene scene = refreshing("");
        assertThat(scene.hear(scene.caller.answerTo(scene.wire.lastRequest(), status)))
                .containsExactly("INVITE");
    }

    @Test
    void longerIntervalIsTakenFrom422() {
        Scene scene = refreshing("");
        String refusal = scene.caller
                .answerTo(scene.wire.lastRequest(), "422 Too Small")
                .replace("Content-Length", "Min-SE: 600\r\nContent-Length");
        assertThat(scene.hear(refusal)).containsExactly("UPDATE");
        assertThat(scene.wire.lastRequest().headers().first("Session-Expires")).isEqualTo("600;refresher=uac");
    }

    @Test
    void refresherCanBeHandedOver() {
        Scene scene = refreshing("");
        scene.hear(okWith(scene, "Session-Expires: 120;refresher=uas\r\n", ""));
        scene.wire.take();
        scene.pass(87_000);
        assertThat(scene.wire.take()).isEmpty();
        scene.pass(2_000);
        assertThat(scene.wire.take()).startsWith("BYE");
        assertThat(scene.calls.events).containsExactly("lost session timer expired");
    }

    @Test
    void glareIsWaitedOutAtRandomForUpToTwoSecondsByTheCalledSide() {
        Scene scene = refreshing("Allow: INVITE, ACK, BYE\r\n");
        assertThat(scene.hear(scene.caller.reinvite("v=0 at the same time"))).containsExactly("491");
        scene.hear(scene.caller.ackToRefusal());
        scene.hear(scene.caller.answerTo(
                scene.wire.sent.get(0) instanceof SipRequest invite ? invite : null, "491 Glare"));
        scene.wire.take();
        scene.pass(2_050);
        assertThat(scene.wire.take()).startsWith("INVITE");
        assertThat(scene.calls.events).containsExactly("reoffer null", "reoffer null");
    }

    @Test
    void answerToAReinviteThatComesAfterTheEndStillGetsItsAck() {
        Scene scene = refreshing("Allow: INVITE, ACK, BYE\r\n");
        String ok = okWith(scene, Caller.sdpType(), "v=0");
        scene.hear(scene.caller.bye());
        assertThat(scene.hear(ok)).containsExactly("ACK");
        scene.pass(70_000);
        assertThat(scene.meters.transactions).isZero();
    }

    @Test
    void leastIntervalOfAnEarlierRefusalIsRespected() {
        Scene scene = answered(TIMER + "Min-SE: 300\r\nSession-Expires: 120;refresher=uas\r\n");
        assertThat(scene.wire.lastResponse().headers().first("Session-Expires")).isEqualTo("300;refresher=uas");
    }

    @Test
    void inviteOfOursAsksForATimerAndKeepsToWhatWasRefused() {
        assertThat(SessionTimer.wanted(1800, 0)).hasToString("[Header[name=Session-Expires, value=1800]]");
        assertThat(SessionTimer.wanted(90, 600))
                .hasToString("[Header[name=Session-Expires, value=600], Header[name=Min-SE, value=600]]");
    }

    @Test
    void refreshWithoutAnyAnswerLosesTheCall() {
        Scene scene = answered(TIMER + "Session-Expires: 90;refresher=uas\r\n");
        scene.pass(45_050);
        scene.pass(32_100);
        assertThat(scene.calls.events).containsExactly("lost session refresh not answered");
    }

    @Test
    void hungUpCallNeedsNoRefresh() {
        Scene scene = answered(TIMER + "Session-Expires: 90;refresher=uas\r\n");
        scene.hear(scene.caller.bye());
        scene.wire.take();
        scene.pass(500_000);
        assertThat(scene.wire.take()).isEmpty();
    }
}
