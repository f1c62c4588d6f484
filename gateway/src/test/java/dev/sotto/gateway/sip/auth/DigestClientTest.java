package dev.sotto.gateway.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestClientTest {
    private static final String MD5 = "Digest realm=\"pbx\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"";
    private static final SipRequest INVITE = Digests.invite("sip:+4930@pbx.test");

    private final DigestClient client = new DigestClient(new Random(1));

    @ParameterizedTest
    @CsvSource({"MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "SHA-512-256-sess"})
    void everyAlgorithmIsAnswered(String algorithm) throws Exception {
        Authorization shown = answer("Digest realm=\"pbx\", nonce=\"n1\", algorithm=" + algorithm + ", qop=\"auth\"");
        assertThat(shown.algorithm().token()).isEqualTo(algorithm);
        assertThat(shown.response())
                .isEqualTo(shown.sum("INVITE", INVITE.body()).response("ann", "correct horse"));
        assertThat(shown.uri()).isEqualTo("sip:+4930@pbx.test");
    }

    @Test
    void strongestOfSeveralIsAnswered() throws Exception {
        SipResponse challenge = Digests.unauthorized(
                MD5,
                "Digest realm=\"pbx\", nonce=\"n2\", algorithm=SHA-256, qop=\"auth-int,auth\"",
                "Digest realm=\"pbx\", nonce=\"n3\", algorithm=SHA-3-999, qop=\"auth\"",
                "Basic realm=\"pbx\"");
        Authorization shown = parsed(client.authorize(INVITE, challenge, Digests.ANN));
        assertThat(shown.nonce()).isEqualTo("n2");
        assertThat(shown.qop()).isEqualTo("auth");
    }

    @Test
    void integrityAloneIsAnsweredWithTheBody() throws Exception {
        Authorization shown = answer("Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth-int\"");
        assertThat(shown.qop()).isEqualTo("auth-int");
        assertThat(shown.algorithm()).isEqualTo(DigestAlgorithm.MD5);
    }

    @Test
    void opaqueComesBack() throws Exception {
        assertThat(answer(MD5 + ", opaque=\"x\\\"y\"").opaque()).isEqualTo("x\"y");
    }

    @Test
    void everyRealmOnTheWayIsAnsweredAndEarlierAnswersStay() {
        SipRequest first = client.authorize(INVITE, Digests.proxyAsks(MD5, MD5.replace("pbx", "edge")), Digests.ANN)
                .orElseThrow();
        assertThat(first.headers().lines("Proxy-Authorization")).hasSize(2);
        SipRequest second =
                client.authorize(first, Digests.unauthorized(MD5), Digests.ANN).orElseThrow();
        assertThat(second.headers().lines("Proxy-Authorization")).hasSize(2);
        assertThat(second.headers().lines("Authorization")).hasSize(1);
    }

    @Test
    void refusedAnswerIsNotGivenAgain() {
        SipRequest tried =
                client.authorize(INVITE, Digests.unauthorized(MD5), Digests.ANN).orElseThrow();
        assertThat(client.authorize(tried, Digests.unauthorized(MD5), Digests.ANN))
                .isEmpty();
        assertThat(client.authorize(tried, Digests.unauthorized(MD5.replace("n1", "n2")), Digests.ANN))
                .as("a new nonce does not make the password right")
                .isEmpty();
    }

    @Test
    void staleNonceIsReplacedOnce() throws Exception {
        SipRequest tried =
                client.authorize(INVITE, Digests.unauthorized(MD5), Digests.ANN).orElseThrow();
        String stale = MD5.replace("n1", "n2") + ", stale=TRUE";
        SipRequest again = client.authorize(tried, Digests.unauthorized(stale), Digests.ANN)
                .orElseThrow();
        assertThat(again.headers().lines("Authorization")).hasSize(1);
        assertThat(Authorization.parse(Digests.authorization(again))
                        .orElseThrow()
                        .nonce())
                .isEqualTo("n2");
        assertThat(client.authorize(again, Digests.unauthorized(stale), Digests.ANN))
                .as("the same nonce can't be stale and new")
                .isEmpty();
    }

    @Test
    void whatIsNoChallengeIsNotAnswered() {
        assertThat(client.authorize(INVITE, Digests.unauthorized(List.of()), Digests.ANN))
                .isEmpty();
        assertThat(client.authorize(INVITE, Digests.unauthorized("Digest realm"), Digests.ANN))
                .isEmpty();
        assertThat(client.authorize(INVITE, Digests.unauthorized("Digest nonce=\"n\""), Digests.ANN))
                .isEmpty();
        assertThat(client.authorize(INVITE, Digests.unauthorized(MD5.replace("auth", "token")), Digests.ANN))
                .isEmpty();
        SipResponse forbidden =
                new SipResponse(403, "Forbidden", Digests.unauthorized(MD5).headers(), new byte[0]);
        assertThat(client.authorize(INVITE, forbidden, Digests.ANN)).isEmpty();
    }

    @Test
    void countOfANonceGrows() throws Exception {
        assertThat(answer(MD5).nonceCount()).isEqualTo("00000001");
        assertThat(answer(MD5).nonceCount()).isEqualTo("00000002");
        assertThat(answer(MD5.replace("n1", "n9")).nonceCount()).isEqualTo("00000001");
    }

    private Authorization answer(String challenge) throws Exception {
        return parsed(client.authorize(INVITE, Digests.unauthorized(challenge), Digests.ANN));
    }

    private static Authorization parsed(Optional<SipRequest> answered) throws Exception {
        return Authorization.parse(Digests.authorization(answered.orElseThrow()))
                .orElseThrow();
    }
}
