package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.trunk.Gatekeeper;
import dev.sotto.gateway.sip.trunk.SomeTrunks;
import dev.sotto.gateway.sip.trunk.TrunkBoard;
import dev.sotto.gateway.sip.trunk.TrunkLoad;
import dev.sotto.gateway.sip.trunk.TrunkMeters;
import dev.sotto.gateway.sip.trunk.Trunks;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests of ours in a call, and a peer that wants to know who sends them. */
class ChallengedTest {
    private static final String CHALLENGE =
            "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\"\r\n";

    private final Scene scene = new Scene(call -> call.answer("v=0 answer"));

    private void confirm(SomeTrunks trunk) {
        var trunks = new Trunks(List.of(trunk.at("192.0.2.1").trunk()));
        var load = new TrunkLoad(TrunkMeters.NONE);
        var board = new TrunkBoard(trunks, load, InstantSource.system());
        scene.stack.gate(
                new Gatekeeper(board, new Gatekeeper.Rules(false, "sotto", 0), TrunkMeters.NONE, new Random(1)));
        scene.hear(scene.caller.invite());
        scene.caller.heard(scene.wire.lastResponse());
        scene.hear(scene.caller.ack());
        scene.wire.take();
    }

    private String challenge(SipRequest request, String challenge) {
        return scene.caller
                .answerTo(request, "401 Unauthorized")
                .replace("Content-Length", challenge + "Content-Length");
    }

    @Test
    void byeIsSentAgainWithCredentials() {
        confirm(SomeTrunks.named("pbx").ourUser("sotto"));
        scene.call().hangUp("done");
        SipRequest bye = scene.wire.lastRequest();
        assertThat(scene.hear(challenge(bye, CHALLENGE))).containsExactly("BYE");
        SipRequest again = scene.wire.lastRequest();
        assertThat(again.headers().first(HeaderNames.AUTHORIZATION)).contains("username=\"sotto\"", "nonce=\"n1\"");
        assertThat(again.headers().first("CSeq")).isEqualTo("2 BYE");
        assertThat(again.headers().first("Via")).isNotEqualTo(bye.headers().first("Via"));
        assertThat(again.headers().first("Reason")).isEqualTo(bye.headers().first("Reason"));
        scene.hear(scene.caller.okTo(again));
        scene.pass(60_000);
        assertThat(scene.meters.calls).isZero();
        assertThat(scene.calls.events).doesNotContain("lost BYE answered with 401 Unauthorized");
    }

    @Test
    void wrongPasswordEndsAfterOneTry() {
        confirm(SomeTrunks.named("pbx").ourUser("sotto"));
        scene.call().hangUp("done");
        scene.hear(challenge(scene.wire.lastRequest(), CHALLENGE));
        assertThat(scene.hear(challenge(scene.wire.lastRequest(), CHALLENGE.replace("n1", "n2"))))
                .isEmpty();
        assertThat(scene.calls.events).contains("lost BYE answered with 401 Unauthorized");
    }

    @Test
    void serverThatNeverHasEnoughIsGivenUp() {
        confirm(SomeTrunks.named("pbx").ourUser("sotto"));
        scene.call().hangUp("done");
        int sent = 1;
        for (int i = 0; i < 20; i++) {
            String stale = CHALLENGE.replace("n1", "n" + i).replace("qop", "stale=true, qop");
            sent += scene.hear(challenge(scene.wire.lastRequest(), stale)).size();
        }
        assertThat(sent).isEqualTo(4);
    }

    @Test
    void withoutCredentialsAChallengeIsARefusal() {
        confirm(SomeTrunks.named("pbx"));
        scene.call().hangUp("done");
        assertThat(scene.hear(challenge(scene.wire.lastRequest(), CHALLENGE))).isEmpty();
        assertThat(scene.calls.events).contains("lost BYE answered with 401 Unauthorized");
    }

    /** The subscription that a REFER opens is named by the number of the one that was accepted (RFC 3515, 2.4.6). */
    @Test
    void notifyOfAChallengedReferIsKnownByTheNewNumber() {
        confirm(SomeTrunks.named("pbx").ourUser("sotto"));
        scene.call().refer("sip:desk@pbx.test");
        scene.hear(challenge(scene.wire.lastRequest(), CHALLENGE));
        SipRequest refer = scene.wire.lastRequest();
        assertThat(refer.headers().first("CSeq")).isEqualTo("2 REFER");
        scene.hear(scene.caller.answerTo(refer, "202 Accepted"));
        assertThat(scene.hear(scene.caller.notifyOf("refer;id=1", "active", "SIP/2.0 100 Trying")))
                .containsExactly("481");
        assertThat(scene.hear(scene.caller.notifyOf("refer;id=2", "terminated", "SIP/2.0 200 OK")))
                .containsExactly("200");
        assertThat(scene.calls.events).contains("transferred");
    }
}
