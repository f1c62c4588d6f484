package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3891: calls that take the place of others, theirs and ours. */
class ReplacesTest {
    private final Caller other = new Caller("other", "192.0.2.1", 5062);

    private static String tag(Scene scene) throws Exception {
        return NameAddr.parse(scene.wire.lastResponse().headers().first("To")).tag();
    }

    private String replacing(String tag, String more) {
        String value = "Replaces: scene;to-tag=" + tag + ";from-tag=from-scene" + more + "\r\n";
        return other.inviteWith("Require: replaces\r\n" + value + Caller.sdpType(), Caller.SDP);
    }

    private static Scene answered() {
        Scene scene = new Scene(call -> call.answer("v=0"));
        scene.hear(scene.caller.invite());
        scene.caller.heard(scene.wire.lastResponse());
        return scene;
    }

    @Test
    void callThatIsNamedIsHandedToTheListener() throws Exception {
        Scene scene = answered();
        String tag = tag(scene);
        scene.hear(scene.caller.ack());
        IncomingCall first = scene.call();
        assertThat(scene.hear(replacing(tag, ""))).containsExactly("100", "200");
        assertThat(scene.call()).isNotSameAs(first);
        assertThat(scene.call().replaces()).isSameAs(first);
        assertThat(first.replaces()).isNull();
    }

    @Test
    void answeredCallMayNotBeReplacedEarlyOnly() throws Exception {
        Scene scene = answered();
        assertThat(scene.hear(replacing(tag(scene), ";early-only"))).containsExactly("100", "486");
    }

    @ParameterizedTest
    @CsvSource({"wrong", "0"})
    void callThatIsNotThereIs481(String tag) {
        Scene scene = Scene.confirmed();
        assertThat(scene.hear(replacing(tag, ""))).containsExactly("100", "481");
    }

    @Test
    void callThatIsNotAnsweredYetIs481() throws Exception {
        Scene scene = new Scene(IncomingCall::ringing);
        scene.hear(scene.caller.invite());
        assertThat(scene.hear(replacing(tag(scene), ""))).containsExactly("100", "481");
        assertThat(scene.calls.calls).hasSize(1);
    }

    @Test
    void callThatIsBeingHungUpIs603() throws Exception {
        Scene scene = answered();
        String tag = tag(scene);
        scene.hear(scene.caller.ack());
        scene.call().hangUp("done");
        assertThat(scene.hear(replacing(tag, ""))).containsExactly("100", "603");
    }

    @ParameterizedTest
    @CsvSource({
        "';from-tag=x'",
        "';to-tag=x'",
        "';to-tag=x;from-tag=y\r\nReplaces: a;to-tag=x;from-tag=y'",
        "';to-tag=x;from-tag=y\r\nJoin: a;to-tag=x;from-tag=y'",
        "';to-tag=x;from-tag=y, a;to-tag=x;from-tag=y'"
    })
    void headerThatCannotBeReadIs400(String tags) {
        Scene scene = Scene.confirmed();
        String lines = "Replaces: scene" + tags + "\r\n" + Caller.sdpType();
        assertThat(scene.hear(other.inviteWith(lines, Caller.SDP))).containsExactly("100", "400");
    }

    @Test
    void attendedTransferSendsTheCallerToTheOtherCallsPeerInOurPlace() throws Exception {
        Scene scene = answered();
        scene.hear(scene.caller.ack());
        IncomingCall first = scene.call();
        scene.hear(other.invite());
        String second = tag(scene);
        scene.hear(other.heard(scene.wire.lastResponse()).ack());
        first.referTo(scene.call());
        SipRequest refer = scene.wire.lastRequest();
        assertThat(refer.headers().first("Call-ID")).isEqualTo("scene");
        // tags as the peer of the other call sees them: to-tag is its own
        assertThat(refer.headers().first("Refer-To"))
                .isEqualTo("<sip:ann@192.0.2.1:5062?Replaces=other%3Bto-tag%3Dfrom-other%3Bfrom-tag%3D" + second + ">");
        NameAddr.parse(refer.headers().first("Refer-To"));
        scene.hear(scene.caller.answerTo(refer, "202 Accepted"));
        scene.hear(scene.caller.notifyOf("refer", "terminated;reason=noresource", "SIP/2.0 200 OK"));
        assertThat(scene.calls.events).last().isEqualTo("transferred");
    }

    @Test
    void callsThatAreNotBothEstablishedAreNotJoined() {
        Scene scene = Scene.confirmed();
        IncomingCall first = scene.call();
        Scene elsewhere = new Scene(IncomingCall::ringing);
        elsewhere.hear(other.invite());
        first.referTo(elsewhere.call());
        assertThat(scene.calls.events).containsExactly("transfer failed 491 The calls are not both established");
    }
}
