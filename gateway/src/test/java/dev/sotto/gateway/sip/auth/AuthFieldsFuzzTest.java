package dev.sotto.gateway.sip.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a header: server and client live, nobody gets in, and what was read is written as it was read. */
class AuthFieldsFuzzTest {
    private static final SipRequest INVITE = Digests.invite("sip:refund@sotto.test");

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "Digest username=\"ann\", realm=\"sotto\", nonce=\"n\", uri=\"sip:a@b\", response=\"0\", "
                                + "algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\"c\", opaque=\"\"",
                        "Digest realm=\"a\\\"b\", nonce=\"\", algorithm=MD5-sess, qop=\"auth,auth-int\", stale=true",
                        "Digest ,,, realm = x ,nonce=y,",
                        "Digest realm=\"unterminated",
                        "Basic x")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void anyHeaderIsSurvived(byte[] octets) throws SipSyntaxException {
        String header = new String(octets, UTF_8).replaceAll("[\\r\\n]", " ");
        DigestServer server = new DigestServer("sotto", user -> Optional.of("secret"), new Random(1));
        var outcome = server.check(Digests.with(INVITE, header), InetAddress.getLoopbackAddress(), 1)
                .outcome();
        if (outcome == DigestServer.Outcome.ACCEPTED) {
            throw new AssertionError("let in with " + header);
        }
        new DigestClient(new Random(1)).authorize(INVITE, Digests.unauthorized(header), Digests.ANN);
        Optional<Challenge> challenge = readable(header);
        if (challenge.isPresent() && header.chars().allMatch(c -> c >= ' ' && c != 0x7f)) {
            Challenge again = Challenge.parse(challenge.get().toString()).orElseThrow();
            if (!again.equals(challenge.get())) {
                throw new AssertionError(challenge.get() + " became " + again);
            }
        }
    }

    private static Optional<Challenge> readable(String header) {
        try {
            return Challenge.parse(header);
        } catch (SipSyntaxException e) {
            return Optional.empty();
        }
    }
}
