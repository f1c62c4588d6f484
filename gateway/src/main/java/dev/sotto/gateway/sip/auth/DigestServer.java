package dev.sotto.gateway.sip.auth;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Asks who calls and checks the answer (RFC 3261, 22.1). A challenge costs no memory: a flood of calls without a password
 * leaves nothing behind. One loop.
 */
public final class DigestServer {
    /** How long an answer to a challenge may take; then {@code stale=true} brings another one without asking the user. */
    static final long NONCE_LIFE_MILLIS = 60_000;

    private static final int MAX_NONCES = 10_000;
    private static final List<DigestAlgorithm> OFFERED = List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
    /** Stands for the password of a name that isn't known: the check takes as long. */
    private static final String NO_PASSWORD = "\u0000";

    private final String realm;
    private final Function<String, Optional<String>> passwords;
    private final NonceMint mint;
    private final NonceUse uses = new NonceUse(MAX_NONCES);
    private final String opaque;
    private long sweptAtMillis;

    /** How a check ends. */
    public enum Outcome {
        /** No credentials for our realm. */
        ABSENT,
        ACCEPTED,
        /** For a nonce that is too old or not of this server's, or a use of it that was there before. */
        STALE,
        /** Wrong name, password or address, or nothing that can be read. */
        WRONG
    }

    /** @param user who it is; empty unless accepted */
    public record Check(Outcome outcome, String user) {}

    /** @param passwords the password of a name, for names that there are */
    public DigestServer(String realm, Function<String, Optional<String>> passwords, RandomGenerator random) {
        this.realm = realm;
        this.passwords = passwords;
        mint = new NonceMint(random);
        opaque = Long.toHexString(random.nextLong());
    }

    /** Values of WWW-Authenticate, the algorithm that we like best first (RFC 8760, 2.4). */
    public List<String> challenges(boolean stale, InetAddress peer, long nowMillis) {
        String nonce = mint.mint(peer, nowMillis);
        return OFFERED.stream()
                .map(algorithm -> new Challenge(realm, nonce, opaque, stale, algorithm, List.of(DigestSum.AUTH)))
                .map(Challenge::toString)
                .toList();
    }

    public Check check(SipRequest request, InetAddress peer, long nowMillis) {
        for (String line : request.headers().lines(HeaderNames.AUTHORIZATION)) {
            try {
                Optional<Authorization> shown = Authorization.parse(line);
                if (shown.isPresent() && shown.get().realm().equals(realm)) {
                    return check(shown.get(), request, mint.madeAt(shown.get().nonce(), peer), nowMillis);
                }
            } catch (SipSyntaxException e) {
                return new Check(Outcome.WRONG, "");
            }
        }
        return new Check(Outcome.ABSENT, "");
    }

    /**
     * A nonce that isn't ours (of before our restart, or of another's address) is answered by a new one whatever the password
     * is: otherwise one could guess passwords without ever being asked.
     */
    private Check check(Authorization shown, SipRequest request, long madeAt, long nowMillis) {
        if (madeAt == NonceMint.NOT_OURS) {
            return new Check(Outcome.STALE, "");
        }
        boolean offered = OFFERED.contains(shown.algorithm())
                && (shown.qop() == null || shown.qop().equals(DigestSum.AUTH))
                && (shown.opaque() == null || shown.opaque().equals(opaque));
        if (!offered || !isSameResource(shown.uri(), request.uri()) || !isRight(shown, request)) {
            return new Check(Outcome.WRONG, "");
        }
        sweep(nowMillis);
        boolean current = nowMillis - madeAt <= NONCE_LIFE_MILLIS
                && uses.isUsable(shown.nonce(), madeAt)
                && uses.use(shown.nonce(), madeAt, shown.count());
        return current ? new Check(Outcome.ACCEPTED, shown.user()) : new Check(Outcome.STALE, "");
    }

    private boolean isRight(Authorization shown, SipRequest request) {
        Optional<String> password = passwords.apply(shown.user());
        String expected =
                shown.sum(request.method(), request.body()).response(shown.user(), password.orElse(NO_PASSWORD));
        boolean equal = MessageDigest.isEqual(ascii(expected), ascii(shown.response()));
        return equal && password.isPresent();
    }

    /** Proxies change hosts on the way (22.4, item 5), but an answer for one number must not serve for another. */
    private static boolean isSameResource(String shown, String asked) {
        if (shown.equals(asked)) {
            return true;
        }
        try {
            return SipUri.isSip(shown)
                    && SipUri.isSip(asked)
                    && SipUri.parse(shown).user().equals(SipUri.parse(asked).user());
        } catch (SipSyntaxException e) {
            return false;
        }
    }

    private void sweep(long nowMillis) {
        if (nowMillis - sweptAtMillis >= NONCE_LIFE_MILLIS) {
            sweptAtMillis = nowMillis;
            uses.forgetBefore(nowMillis - NONCE_LIFE_MILLIS);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
