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
        assertThat(scene.calls.events).hasSize(lost ? 1 : 0);
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
