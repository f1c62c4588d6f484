package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.auth.Credentials;
import dev.sotto.gateway.sip.auth.DigestClient;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.trunk.Gatekeeper;
import dev.sotto.gateway.sip.trunk.SomeTrunks;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.TrunkBoard;
import dev.sotto.gateway.sip.trunk.TrunkLoad;
import dev.sotto.gateway.sip.trunk.TrunkMeters;
import dev.sotto.gateway.sip.trunk.Trunks;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, seen from the wire. The caller is at 192.0.2.1. */
class GateTest {
    private static final Credentials ANN = new Credentials("ann", SomeTrunks.PASSWORD);

    private final List<String> refusals = new ArrayList<>();
    private final Scene scene = new Scene(call -> call.answer("v=0 answer"));
    private final DigestClient client = new DigestClient(new Random(2));

    private final TrunkMeters meters = new TrunkMeters() {
        @Override
        public void refused(String trunk, Refusal why) {
            refusals.add(trunk + " " + why);
        }
    };
    private final TrunkLoad load = new TrunkLoad(meters);

    private void gate(boolean open, Trunk... trunks) {
        var rules = new Gatekeeper.Rules(open, "sotto", 20);
        scene.stack.gate(new Gatekeeper(
                new TrunkBoard(new Trunks(List.of(trunks)), load, InstantSource.system()),
                rules,
                meters,
                new Random(1)));
    }

    @Test
    void addressOfATrunkIsEnough() {
        gate(false, SomeTrunks.named("carrier").at("192.0.2.0/28").trunk());
        assertThat(scene.hear(scene.caller.invite())).containsExactly("100", "200");
        assertThat(scene.call().trunk().name()).isEqualTo("carrier");
    }

    @Test
    void anybodyElseIsRefusedWithoutATransaction() {
        gate(false, SomeTrunks.named("carrier").at("192.0.2.128/28").trunk());
        assertThat(scene.hear(scene.caller.invite())).containsExactly("403");
        scene.hear(scene.caller.ackToRefusal());
        scene.pass(40_000);
        assertThat(scene.wire.sent).as("never repeated").hasSize(1);
        assertThat(scene.meters.transactions).isZero();
        assertThat(scene.calls.calls).isEmpty();
        assertThat(refusals).containsExactly("none UNKNOWN_SOURCE");
    }

    @Test
    void withoutTrunksEverybodyMayCallOnlyWhereThatIsWanted() {
        gate(true);
        assertThat(scene.hear(scene.caller.invite())).containsExactly("100", "200");
        assertThat(scene.call().trunk()).isSameAs(Trunk.NOBODY);
    }

    @Test
    void userIsAskedForAPasswordAndServed() {
        gate(false, SomeTrunks.named("phones").user("ann").trunk());
        assertThat(scene.hear(scene.caller.invite())).containsExactly("401");
        SipResponse challenge = scene.wire.lastResponse();
        assertThat(challenge.headers().lines(HeaderNames.WWW_AUTHENTICATE)).hasSize(2);
        scene.hear(scene.caller.ackToRefusal());
        assertThat(scene.hear(answered(challenge, ANN))).containsExactly("100", "200");
        assertThat(scene.call().trunk().name()).isEqualTo("phones");
    }

    @Test
    void wrongPasswordIsAskedAgain() {
        gate(false, SomeTrunks.named("phones").user("ann").trunk());
        SipResponse challenge = challenge();
        assertThat(scene.hear(answered(challenge, new Credentials("ann", "guess"))))
                .containsExactly("401");
        assertThat(refusals).containsExactly("none CHALLENGED", "none WRONG_PASSWORD");
    }

    @Test
    void replayedAnswerIsStaleAndItsTransactionRepeats() {
        gate(false, SomeTrunks.named("phones").user("ann").trunk());
        String answered = answered(challenge(), ANN);
        scene.hear(answered);
        scene.wire.take();
        scene.hear(answered);
        assertThat(scene.wire.take()).as("same transaction").doesNotContain("401");
        String replayed =
                answered.replace("branch=z9hG4bK-", "branch=z9hG4bK-x").replace("Call-ID: ", "Call-ID: x");
        assertThat(scene.hear(replayed)).containsExactly("401");
        assertThat(scene.wire.lastResponse().headers().first(HeaderNames.WWW_AUTHENTICATE))
                .contains("stale=true");
    }

    @Test
    void staleNonceIsRenewedAndTheClientGoesOn() {
        gate(false, SomeTrunks.named("phones").user("ann").trunk());
        SipResponse challenge = challenge();
        scene.pass(61_000);
        SipRequest tried = answer(scene.caller.invite(), challenge, ANN);
        assertThat(scene.hear(text(tried))).containsExactly("401");
        SipRequest again =
                client.authorize(tried, scene.wire.lastResponse(), ANN).orElseThrow();
        assertThat(scene.hear(text(again))).containsExactly("100", "200");
    }

    @Test
    void trunkWithBothWantsBoth() {
        gate(false, SomeTrunks.named("office").at("192.0.2.1").user("ann").trunk());
        assertThat(scene.hear(answered(challenge(), ANN))).containsExactly("100", "200");
    }

    @Test
    void rightPasswordFromAWrongAddressIsRefused() {
        gate(
                false,
                SomeTrunks.named("office").at("198.51.100.1").user("ann").trunk(),
                SomeTrunks.named("phones").user("bob").trunk());
        assertThat(scene.hear(answered(challenge(), ANN))).containsExactly("403");
        assertThat(scene.calls.calls).isEmpty();
    }

    @Test
    void openGateStillKnowsItsTrunks() {
        gate(true, SomeTrunks.named("carrier").at("192.0.2.1").trunk());
        scene.hear(scene.caller.invite());
        assertThat(scene.call().trunk().name()).isEqualTo("carrier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGISTER", "OPTIONS", "MESSAGE", "SUBSCRIBE"})
    void scannersGetShortAnswersAndSoonNone(String method) {
        gate(false, SomeTrunks.named("carrier").at("198.51.100.0/24").trunk());
        for (int i = 0; i < 1_000; i++) {
            scene.hear(scene.caller.next(method, "User-Agent: friendly-scanner\r\n", ""));
        }
        List<String> answers = scene.wire.take();
        assertThat(answers).hasSize(80).containsOnly("403");
        assertThat(scene.meters.transactions).isZero();
        scene.pass(1_000);
        assertThat(scene.hear(scene.caller.next(method, "", "")))
                .as("a second later")
                .hasSize(1);
    }

    @Test
    void answerToAStrangerIsNoLongerThanItsRequest() {
        gate(false, SomeTrunks.named("carrier").at("198.51.100.0/24").trunk());
        String options =
                scene.caller.next("OPTIONS", "User-Agent: friendly-scanner\r\nAccept: application/sdp\r\n", "");
        scene.hear(options);
        assertThat(text(scene.wire.lastResponse()).length()).isLessThanOrEqualTo(options.length() + 32);
    }

    @Test
    void tenThousandGuessesFromOneSourceGetFewAnswersAndLeaveNothing() {
        gate(false, SomeTrunks.named("phones").user("ann").trunk());
        SipResponse challenge = challenge();
        scene.wire.take();
        int asked = 0;
        for (int i = 0; i < 10_000; i++) {
            scene.pass(50);
            if (i % 1_000 == 0) {
                scene.hear(scene.caller.next("INVITE", "Contact: <sip:x@y>\r\n", ""));
                challenge = scene.wire.sent.isEmpty() ? challenge : scene.wire.lastResponse();
                scene.wire.take();
            }
            scene.hear(text(answer(
                    scene.caller.next("INVITE", "Contact: <sip:x@y>\r\n", ""),
                    challenge,
                    new Credentials("ann", "g" + i))));
            asked += scene.wire.take().size();
        }
        assertThat(asked)
                .as("10 at once, then one in 10 s, for 500 s; stale ones beside them")
                .isLessThan(120);
        assertThat(scene.meters.transactions).isZero();
        assertThat(scene.calls.calls).isEmpty();
        assertThat(refusals.stream()
                        .filter(refusal -> refusal.endsWith("IGNORED"))
                        .count())
                .isGreaterThan(9_000);
    }

    @Test
    void knownSourceIsNotLimited() {
        gate(false, SomeTrunks.named("carrier").at("192.0.2.1").trunk());
        for (int i = 0; i < 500; i++) {
            assertThat(scene.hear(scene.caller.next("OPTIONS", "", ""))).containsExactly("200");
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void trunkHasNoMoreCallsThanItMay(int most) {
        gate(false, SomeTrunks.named("carrier").at("192.0.2.1").maxCalls(most).trunk());
        for (int i = 0; i < most; i++) {
            assertThat(scene.hear(new Caller("call" + i, "192.0.2.1", 5062).invite()))
                    .contains("200");
        }
        Caller further = new Caller("further", "192.0.2.1", 5062);
        assertThat(scene.hear(further.invite())).containsExactly("100", "503");
        assertThat(scene.wire.lastResponse().headers().first("Retry-After")).isNotNull();
        assertThat(refusals).containsExactly("carrier TRUNK_FULL");

        Caller first = new Caller("call0", "192.0.2.1", 5062);
        SipResponse ok = scene.wire.sent.stream()
                .filter(message -> message instanceof SipResponse response && response.status() == 200)
                .map(SipResponse.class::cast)
                .findFirst()
                .orElseThrow();
        first.heard(ok);
        scene.hear(first.ack());
        scene.hear(first.bye());
        assertThat(scene.hear(new Caller("later", "192.0.2.1", 5062).invite())).contains("200");
    }

    private SipResponse challenge() {
        scene.hear(scene.caller.invite());
        SipResponse challenge = scene.wire.lastResponse();
        scene.hear(scene.caller.ackToRefusal());
        return challenge;
    }

    /** The INVITE again, as the phone sends it once it was asked. */
    private String answered(SipResponse challenge, Credentials credentials) {
        return text(answer(scene.caller.invite(), challenge, credentials));
    }

    private SipRequest answer(String invite, SipResponse challenge, Credentials credentials) {
        try {
            SipRequest request =
                    (SipRequest) new SipParser(SipLimits.DEFAULT).parse(invite.getBytes(StandardCharsets.UTF_8));
            return client.authorize(request, challenge, credentials).orElseThrow();
        } catch (dev.sotto.gateway.sip.message.MalformedMessage e) {
            throw new AssertionError(e);
        }
    }

    private static String text(dev.sotto.gateway.sip.message.SipMessage message) {
        var out = io.netty.buffer.Unpooled.buffer();
        dev.sotto.gateway.sip.message.SipWriter.write(message, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
