package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.transport.SipMeters;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests outside of dialogs, and what is refused. */
class UasCoreTest {
    private final Scene scene = new Scene();

    @Test
    void optionsSayWhatWeCan() {
        assertThat(scene.hear(scene.caller.next("OPTIONS", "", ""))).containsExactly("200");
        Headers headers = scene.wire.lastResponse().headers();
        assertThat(headers.first("Allow"))
                .isEqualTo("INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE, NOTIFY, PRACK, REFER");
        assertThat(headers.first("Accept")).isEqualTo("application/sdp");
        assertThat(headers.has("Supported")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"REGISTER,405", "PUBLISH,405", "SUBSCRIBE,405", "DANCE,501", "invite,501"})
    void otherMethodsAreRefusedWithAllow(String method, String answer) {
        assertThat(scene.hear(scene.caller.next(method, "", ""))).containsExactly(answer);
        assertThat(scene.wire.lastResponse().headers().first("Allow")).contains("INVITE");
    }

    @ParameterizedTest
    @CsvSource({
        "'Require: timer, path',420,Unsupported,path",
        "Content-Encoding: gzip,415,Accept-Encoding,identity",
        "Content-Type: text/html,415,Accept,application/sdp",
    })
    void whatWeCannotDoIsNamed(String line, String answer, String header, String value) {
        String more = line.startsWith("Content-Type") ? line + "\r\n" : Caller.sdpType() + line + "\r\n";
        assertThat(scene.hear(scene.caller.inviteWith(more, "v=0"))).last().isEqualTo(answer);
        assertThat(scene.wire.lastResponse().headers().first(header)).isEqualTo(value);
        assertThat(scene.calls.calls).isEmpty();
    }

    @Test
    void optionalBodyOfAnUnknownTypeIsIgnored() {
        String lines = "Content-Type: text/html\r\nContent-Disposition: render; handling=optional\r\n";
        assertThat(scene.hear(scene.caller.inviteWith(lines, "<p>"))).containsExactly("100");
        assertThat(scene.call().offer()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"Via", "From", "To", "Call-ID", "CSeq", "Contact"})
    void missingHeaderIsNamedInThe400(String header) {
        String invite = scene.caller.invite().replaceAll("(?m)^" + header + ":.*\r\n", "");
        scene.hear(invite);
        if (header.equals("Via")) {
            assertThat(scene.wire.take()).as("nowhere to answer to").isEmpty();
        } else {
            assertThat(scene.wire.lastResponse().status()).isEqualTo(400);
            assertThat(scene.wire.lastResponse().reason()).isEqualTo("Missing " + header);
        }
    }

    @Test
    void requestThatWasForkedOnItsWayIsServedOnce() {
        scene.hear(scene.caller.invite());
        String copy = scene.caller.invite().replace("branch=z9hG4bK-", "branch=z9hG4bK-copy-");
        assertThat(scene.hear(copy)).containsExactly("482");
        assertThat(scene.calls.calls).hasSize(1);
    }

    @Test
    void ourOwnRequestThatComesBackIsALoop() {
        Scene confirmed = Scene.confirmed();
        confirmed.call().hangUp("x");
        String ourVia = confirmed.wire.lastRequest().headers().first("Via");
        String back = confirmed.caller.next("OPTIONS", "Via: " + ourVia + "\r\n", "");
        assertThat(confirmed.hear(back)).containsExactly("482");
    }

    @Test
    void newCallsAreRefusedWhileDrainingAndLiveOnesGoOn() {
        Scene confirmed = Scene.confirmed();
        confirmed.stack.core().refuseNewCalls(true);
        assertThat(confirmed.hear(new Caller("next", "192.0.2.1", 5062).invite()))
                .last()
                .isEqualTo("503");
        assertThat(confirmed.wire.lastResponse().headers().first("Retry-After")).isEqualTo("5");
        assertThat(confirmed.hear(confirmed.caller.bye())).containsExactly("200");
    }

    @Test
    void callsOverTheLimitAre503() {
        SipLimits two = new SipLimits(4096, 64, 1024, 100, 2);
        Scene small = new Scene(call -> {}, SipSettings.DEFAULT.withLimits(two));
        for (int i = 0; i < 3; i++) {
            small.hear(new Caller("call" + i, "192.0.2.1", 5062).invite());
        }
        assertThat(small.wire.take()).containsExactly("100", "100", "100", "503");
    }

    @Test
    void transactionsOverTheLimitAre503WithoutOne() {
        SipLimits three = new SipLimits(4096, 64, 1024, 3, 100);
        Scene small = new Scene(call -> {}, SipSettings.DEFAULT.withLimits(three));
        for (int i = 0; i < 5; i++) {
            small.hear(new Caller("o" + i, "192.0.2.1", 5062).next("OPTIONS", "", ""));
        }
        assertThat(small.wire.take()).containsExactly("200", "200", "200", "503", "503");
        assertThat(small.meters.transactions).isEqualTo(3);
        small.pass(33_000);
        assertThat(small.meters.transactions).isZero();
    }

    @Test
    void messageOverTheLimitIs513() {
        String big = scene.caller.inviteWith("X-Big: " + "x".repeat(33_000) + "\r\n", "");
        assertThat(scene.hear(big)).containsExactly("513");
    }

    @Test
    void keepAlivesAndStunAreIgnored() {
        assertThat(scene.hear("\r\n\r\n")).isEmpty();
        assertThat(scene.hear("")).isEmpty();
        assertThat(scene.hear(new byte[] {0, 1, 0, 0, 0x21, 0x12, (byte) 0xa4, 0x42}))
                .isEmpty();
        assertThat(scene.meters.drops(SipMeters.Drop.KEEP_ALIVE)).isEqualTo(3);
    }

    @Test
    void responsesToNothingAreCountedAndDropped() {
        String response = "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.200;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\n"
                + "To: <sip:c@d>;tag=2\r\nCall-ID: x\r\nCSeq: 1 BYE\r\n\r\n";
        assertThat(scene.hear(response)).isEmpty();
        assertThat(scene.meters.drops(SipMeters.Drop.STRAY_RESPONSE)).isEqualTo(1);
    }

    @Test
    void rportIsFilledInAndTheAnswerGoesToTheSource() {
        String options = scene.caller.next("OPTIONS", "", "").replace("192.0.2.1:5062;", "10.0.0.1:9;");
        scene.hear(options);
        assertThat(scene.wire.lastResponse().headers().first("Via"))
                .contains("10.0.0.1:9;branch=")
                .contains("rport=5062")
                .contains("received=192.0.2.1");
        assertThat(scene.wire.addresses).containsExactly(Scene.CALLER.address());
    }

    @Test
    void withoutRportTheAnswerGoesToThePortOfTheVia() {
        String options = scene.caller
                .next("OPTIONS", "", "")
                .replace("192.0.2.1:5062;", "10.0.0.1;")
                .replace(";rport", "");
        scene.hear(options);
        assertThat(scene.wire.lastResponse().headers().first("Via")).contains("received=192.0.2.1");
        assertThat(scene.wire.addresses.get(0)).hasToString("/192.0.2.1:5060");
    }

    @Test
    void callerOfRfc2543IsServedWithoutTagsAndBranch() {
        Scene old = new Scene(call -> call.refuse(486, ""));
        byte[] invite = Rfc4475.message("inv2543");
        assertThat(old.hear(invite)).containsExactly("100", "486");
        assertThat(old.hear(invite)).as("repeated").containsExactly("486");
        String to = old.wire.lastResponse().headers().first("To");
        String ack = new String(invite, StandardCharsets.UTF_8)
                .replace("INVITE sip", "ACK sip")
                .replace("56 INVITE", "56 ACK")
                .replaceAll("(?m)^To:.*\r\n", "To: " + to + "\r\n");
        old.wire.take();
        old.hear(ack);
        old.pass(4_000);
        assertThat(old.wire.take()).as("ACK was matched").isEmpty();
    }

    @Test
    void aReasonCanNotBreakALine() {
        assertThat(Reply.of(480, "no\r\nX: y").reason()).isEqualTo("no  X: y");
    }
}
