package dev.sotto.gateway.sip.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the RFCs. */
class DigestSumTest {
    private static final byte[] NOTHING = {};

    @Test
    void rfc2617() {
        DigestSum sum = rfc2617(DigestSum.AUTH);
        assertThat(sum.response("Mufasa", "Circle Of Life")).isEqualTo("6629fae49393a05397450978507c4ef1");
    }

    /** The same example as a client of RFC 2069 computes it. */
    @Test
    void rfc2069() {
        DigestSum sum = rfc2617(null);
        assertThat(sum.response("Mufasa", "Circle Of Life")).isEqualTo("670fd8c2df070c60b045671b8b24ff02");
    }

    @ParameterizedTest
    @CsvSource({
        "MD5,8ca523f5e9506fed4657c9700eebdbec",
        "SHA_256,753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    })
    void rfc7616(DigestAlgorithm algorithm, String response) {
        DigestSum sum = new DigestSum(
                algorithm,
                "http-auth@example.org",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                "00000001",
                DigestSum.AUTH,
                "GET",
                "/dir/index.html",
                NOTHING);
        assertThat(sum.response("Mufasa", "Circle of Life")).isEqualTo(response);
    }

    /** RFC 7616, 3.9.2 as its erratum 4897 corrects it: the text has the sum of another hash. */
    @Test
    void rfc7616WithAnotherAlphabet() {
        DigestSum sum = new DigestSum(
                DigestAlgorithm.SHA_512_256,
                "api@example.org",
                "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
                "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v",
                "00000001",
                DigestSum.AUTH,
                "GET",
                "/doe.json",
                NOTHING);
        assertThat(sum.response("J\u00e4s\u00f8n Doe", "Secret, or not?"))
                .isEqualTo("3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5");
    }

    @Test
    void bodyCountsOnlyWhereItsIntegrityIsAskedFor() {
        assertThat(withBody(DigestSum.AUTH, "a")).isEqualTo(withBody(DigestSum.AUTH, "b"));
        assertThat(withBody(DigestSum.AUTH_INT, "a")).isNotEqualTo(withBody(DigestSum.AUTH_INT, "b"));
    }

    @Test
    void sessionsTakeTheNoncesIn() {
        DigestSum plain = sum(DigestAlgorithm.MD5, "one");
        DigestSum session = sum(DigestAlgorithm.MD5_SESS, "one");
        String first = DigestAlgorithm.MD5.hash("ann:here:secret");
        String inner = DigestAlgorithm.MD5.hash(first + ":nonce:one");
        String expected = DigestAlgorithm.MD5.hash(
                inner + ":nonce:00000001:one:auth:" + DigestAlgorithm.MD5.hash("REGISTER:sip:here"));
        assertThat(session.response("ann", "secret")).isEqualTo(expected).isNotEqualTo(plain.response("ann", "secret"));
    }

    private static DigestSum sum(DigestAlgorithm algorithm, String clientNonce) {
        return new DigestSum(
                algorithm, "here", "nonce", clientNonce, "00000001", DigestSum.AUTH, "REGISTER", "sip:here", NOTHING);
    }

    private static String withBody(String qop, String body) {
        return new DigestSum(
                        DigestAlgorithm.SHA_256,
                        "r",
                        "n",
                        "c",
                        "00000001",
                        qop,
                        "INVITE",
                        "sip:a@b",
                        body.getBytes(UTF_8))
                .response("u", "p");
    }

    private static DigestSum rfc2617(String qop) {
        return new DigestSum(
                DigestAlgorithm.MD5,
                "testrealm@host.com",
                "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                "0a4f113b",
                "00000001",
                qop,
                "GET",
                "/dir/index.html",
                NOTHING);
    }
}
