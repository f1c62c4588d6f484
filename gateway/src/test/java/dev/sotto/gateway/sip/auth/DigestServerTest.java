package dev.sotto.gateway.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.auth.DigestServer.Outcome;
import dev.sotto.gateway.sip.message.SipRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestServerTest {
    private static final InetAddress HERE = address(1);
    private static final SipRequest INVITE = Digests.invite("sip:refund@sotto.test");
    private static final long NOW = 1_000;

    private final DigestServer server = new DigestServer(
            "sotto", user -> Optional.of("correct horse").filter(p -> user.equals("ann")), new Random(5));

    @Test
    void strongerAlgorithmIsOfferedFirst() {
        List<String> challenges = server.challenges(false, HERE, NOW);
        assertThat(challenges).hasSize(2);
        assertThat(challenges.get(0)).contains("realm=\"sotto\"", "algorithm=SHA-256", "qop=\"auth\"", "opaque=");
        assertThat(challenges.get(1)).contains("algorithm=MD5").doesNotContain("stale");
        assertThat(server.challenges(true, HERE, NOW)).allMatch(challenge -> challenge.contains("stale=true"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void rightPasswordIsAcceptedWithEitherAlgorithm(int algorithm) {
        SipRequest answer = answer(server.challenges(false, HERE, NOW).get(algorithm));
        assertThat(server.check(answer, HERE, NOW + 100)).isEqualTo(new DigestServer.Check(Outcome.ACCEPTED, "ann"));
    }

    @Test
    void nothingShownIsAbsent() {
        assertThat(outcome(INVITE)).isEqualTo(Outcome.ABSENT);
        assertThat(outcome(Digests.with(INVITE, "Basic dXNlcg=="))).isEqualTo(Outcome.ABSENT);
    }

    @Test
    void anotherRealmIsAbsent() {
        SipRequest answer = answer(server.challenges(false, HERE, NOW).get(0).replace("\"sotto\"", "\"elsewhere\""));
        assertThat(outcome(answer)).isEqualTo(Outcome.ABSENT);
    }

    @Test
    void wrongPasswordAndUnknownNameAreTheSame() {
        var challenge = Digests.unauthorized(server.challenges(false, HERE, NOW));
        SipRequest guessed = Digests.answered(INVITE, challenge, new Credentials("ann", "wrong"));
        SipRequest unknown = Digests.answered(INVITE, challenge, new Credentials("bob", "correct horse"));
        assertThat(outcome(guessed)).isEqualTo(Outcome.WRONG);
        assertThat(outcome(unknown)).isEqualTo(Outcome.WRONG);
    }

    @Test
    void passwordThatStandsForNoneOpensNothing() {
        var challenge = Digests.unauthorized(server.challenges(false, HERE, NOW));
        SipRequest answer = Digests.answered(INVITE, challenge, new Credentials("bob", "\u0000"));
        assertThat(outcome(answer)).isEqualTo(Outcome.WRONG);
    }

    @Test
    void repeatedAnswerIsStale() {
        SipRequest answer = answer(server.challenges(false, HERE, NOW).get(0));
        assertThat(outcome(answer)).isEqualTo(Outcome.ACCEPTED);
        assertThat(outcome(answer)).isEqualTo(Outcome.STALE);
    }

    @Test
    void repeatedAnswerWithoutCountIsStaleToo() {
        String challenge = server.challenges(false, HERE, NOW).get(1).replace(", qop=\"auth\"", "");
        SipRequest answer = answer(challenge);
        assertThat(Digests.authorization(answer)).doesNotContain("nc=");
        assertThat(outcome(answer)).isEqualTo(Outcome.ACCEPTED);
        assertThat(outcome(answer)).isEqualTo(Outcome.STALE);
    }

    @Test
    void nonceServesAgainWithTheNextCount() {
        var challenge = Digests.unauthorized(server.challenges(false, HERE, NOW));
        DigestClient client = new DigestClient(new Random(1));
        SipRequest first = client.authorize(INVITE, challenge, Digests.ANN).orElseThrow();
        SipRequest second = client.authorize(INVITE, challenge, Digests.ANN).orElseThrow();
        assertThat(Digests.authorization(second)).contains("nc=00000002");
        assertThat(outcome(second)).as("overtook the first").isEqualTo(Outcome.ACCEPTED);
        assertThat(outcome(first)).isEqualTo(Outcome.ACCEPTED);
        assertThat(outcome(second)).isEqualTo(Outcome.STALE);
    }

    @Test
    void oldNonceIsStaleOnlyWithTheRightPassword() {
        var challenge = Digests.unauthorized(server.challenges(false, HERE, NOW));
        long late = NOW + DigestServer.NONCE_LIFE_MILLIS + 1;
        SipRequest right = Digests.answered(INVITE, challenge, Digests.ANN);
        SipRequest wrong = Digests.answered(INVITE, challenge, new Credentials("ann", "wrong"));
        assertThat(server.check(right, HERE, late).outcome()).isEqualTo(Outcome.STALE);
        assertThat(server.check(wrong, HERE, late).outcome()).isEqualTo(Outcome.WRONG);
    }

    /** Otherwise passwords could be tried without our asking, and "stale" would say which is right. */
    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "wrong"})
    void foreignNonceSaysNothingOfThePassword(String password) {
        DigestServer other = new DigestServer("sotto", user -> Optional.empty(), new Random(6));
        var challenge = Digests.unauthorized(other.challenges(false, HERE, NOW));
        SipRequest answer = Digests.answered(INVITE, challenge, new Credentials("ann", password));
        assertThat(outcome(answer)).isEqualTo(Outcome.STALE);
    }

    @Test
    void nonceServesOnlyTheAddressThatAskedForIt() {
        SipRequest answer = answer(server.challenges(false, HERE, NOW).get(0));
        assertThat(server.check(answer, address(2), NOW).outcome()).isEqualTo(Outcome.STALE);
    }

    @Test
    void answerForOneNumberDoesNotServeForAnother() {
        SipRequest answer = answer(server.challenges(false, HERE, NOW).get(0));
        SipRequest other = Digests.with(Digests.invite("sip:vip@sotto.test"), Digests.authorization(answer));
        assertThat(outcome(other)).isEqualTo(Outcome.WRONG);
    }

    @Test
    void proxyMayHaveChangedTheHost() {
        SipRequest answer = answer(server.challenges(false, HERE, NOW).get(0));
        SipRequest moved = Digests.with(Digests.invite("sip:refund@10.1.2.3:5070"), Digests.authorization(answer));
        assertThat(outcome(moved)).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest",
                "Digest username=\"ann\"",
                "Digest username=\"ann\", username=\"bob\", realm=\"sotto\"",
                "Digest username=\"ann\", realm=\"sotto\", nonce=\"n\", uri=\"sip:a\", response=\"0\", qop=auth, nc=xyz",
                "Digest username=\"ann",
            })
    void whatCannotBeReadIsWrong(String header) {
        assertThat(outcome(Digests.with(INVITE, header))).isEqualTo(Outcome.WRONG);
    }

    @Test
    void algorithmThatWasNotOfferedIsWrong() {
        String challenge = server.challenges(false, HERE, NOW).get(0).replace("SHA-256", "SHA-512-256");
        assertThat(outcome(answer(challenge))).isEqualTo(Outcome.WRONG);
    }

    private Outcome outcome(SipRequest request) {
        return server.check(request, HERE, NOW).outcome();
    }

    private static SipRequest answer(String challenge) {
        return Digests.answered(INVITE, Digests.unauthorized(challenge), Digests.ANN);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
