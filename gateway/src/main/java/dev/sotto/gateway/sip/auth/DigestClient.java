package dev.sotto.gateway.sip.auth;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Answers challenges to requests of ours (RFC 3261, 22.2 and 22.3). Of several challenges of a realm the strongest that is
 * known here is answered, and every realm with the same name and password, because all of them are one trunk's. One loop.
 */
public final class DigestClient {
    /** A request with that many answered challenges behind it is given up: some servers never have enough. */
    public static final int MOST_TRIES = 3;

    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    /** Of so many nonces it is known how often they were used. */
    private static final int NONCES = 256;

    private final RandomGenerator random;
    private final Map<String, Integer> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > NONCES;
        }
    };

    public DigestClient(RandomGenerator random) {
        this.random = random;
    }

    public static boolean isChallenge(SipResponse response) {
        return response.status() == UNAUTHORIZED || response.status() == PROXY_AUTHENTICATION_REQUIRED;
    }

    /**
     * The request with what the response asks for. The caller gives it a new branch and the next CSeq, and asks no more than
     * {@link #MOST_TRIES} times for one request.
     *
     * @return none where nothing is asked that we can answer, or where this very answer was refused: it would be again
     */
    public Optional<SipRequest> authorize(SipRequest request, SipResponse response, Credentials credentials) {
        if (!isChallenge(response)) {
            return Optional.empty();
        }
        boolean proxy = response.status() == PROXY_AUTHENTICATION_REQUIRED;
        String asks = proxy ? HeaderNames.PROXY_AUTHENTICATE : HeaderNames.WWW_AUTHENTICATE;
        String answers = proxy ? HeaderNames.PROXY_AUTHORIZATION : HeaderNames.AUTHORIZATION;
        Map<String, Challenge> byRealm = new LinkedHashMap<>();
        for (String line : response.headers().lines(asks)) {
            readable(line).ifPresent(challenge -> byRealm.merge(challenge.realm(), challenge, DigestClient::stronger));
        }
        Map<String, String> shown = new LinkedHashMap<>();
        for (Challenge challenge : byRealm.values()) {
            if (wasRefused(request, answers, challenge)) {
                return Optional.empty();
            }
            shown.put(challenge.realm(), answer(request, challenge, credentials).toString());
        }
        return shown.isEmpty() ? Optional.empty() : Optional.of(with(request, answers, shown));
    }

    private static Optional<Challenge> readable(String line) {
        try {
            return Challenge.parse(line);
        } catch (SipSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Challenge stronger(Challenge one, Challenge other) {
        return other.algorithm().compareTo(one.algorithm()) > 0 ? other : one;
    }

    /** An answer for that realm has been tried, and what was wrong with it was not its age (22.3). */
    private static boolean wasRefused(SipRequest request, String header, Challenge challenge) {
        for (String line : request.headers().lines(header)) {
            Authorization tried = readableAnswer(line);
            if (tried != null && tried.realm().equals(challenge.realm())) {
                return !challenge.stale() || tried.nonce().equals(challenge.nonce());
            }
        }
        return false;
    }

    private Authorization answer(SipRequest request, Challenge challenge, Credentials credentials) {
        String qop = challenge.qop();
        boolean nonced = qop != null || challenge.algorithm().isSession();
        String clientNonce = nonced ? Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()) : "";
        String count = qop == null ? "" : String.format("%08x", counts.merge(challenge.nonce(), 1, Integer::sum));
        Authorization blank = new Authorization(
                credentials.user(),
                challenge.realm(),
                challenge.nonce(),
                request.uri(),
                "",
                challenge.algorithm(),
                challenge.opaque(),
                qop,
                clientNonce,
                count);
        return blank.answeredWith(
                blank.sum(request.method(), request.body()).response(credentials.user(), credentials.password()));
    }

    /** What the request showed to these realms is replaced, what it showed to others stays. */
    private static SipRequest with(SipRequest request, String header, Map<String, String> shown) {
        Headers headers = Headers.of(all -> {
            for (Header field : request.headers().fields()) {
                boolean replaced = field.name().equalsIgnoreCase(header) && isOf(field.value(), shown);
                if (!replaced) {
                    all.add(field.name(), field.value());
                }
            }
            all.addAll(header, shown.values());
        });
        return new SipRequest(request.method(), request.uri(), headers, request.body());
    }

    private static boolean isOf(String line, Map<String, String> realms) {
        Authorization answer = readableAnswer(line);
        return answer != null && realms.containsKey(answer.realm());
    }

    private static @Nullable Authorization readableAnswer(String line) {
        try {
            return Authorization.parse(line).orElse(null);
        } catch (SipSyntaxException e) {
            return null;
        }
    }
}
