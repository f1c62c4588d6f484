package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Via;
import java.util.random.RandomGenerator;

/** Tags, branches and Retry-After from one source of randomness: a secure one on the server, a seeded one in tests. */
final class SipIds {
    private final RandomGenerator random;
    private final long seed;
    private final String branchPrefix;

    SipIds(RandomGenerator random) {
        this.random = random;
        seed = random.nextLong();
        branchPrefix = Via.COOKIE + "-" + Long.toString(random.nextLong() >>> 1, 36) + "-";
    }

    /** 64 random bits; RFC 3261, 19.3 asks for 32. */
    String tag() {
        return Long.toString(random.nextLong() >>> 1, 36);
    }

    String branch() {
        return branchPrefix + Long.toString(random.nextLong() >>> 1, 36);
    }

    /** True for a branch of ours: such a request has come back to us. */
    boolean isOurs(Via via) {
        String branch = via.branch();
        return branch != null && branch.startsWith(branchPrefix);
    }

    /** The same tag for the same request, for answers without a transaction (8.2.7). */
    String statelessTag(SipRequest request) {
        long hash = seed;
        for (Header field : request.headers().fields()) {
            hash = hash * 31 + field.value().hashCode();
        }
        return Long.toString(hash >>> 1, 36);
    }

    /** How long to wait after a 491: 2.1 to 4 s where the Call-ID is ours, else up to 2 s, in steps of 10 ms (14.1). */
    long glareMillis(boolean callIdIsOurs) {
        return 10L * (callIdIsOurs ? random.nextInt(210, 401) : random.nextInt(201));
    }

    /** First RSeq of an INVITE (RFC 3262, 3). */
    long firstRseq() {
        return random.nextLong(1, 1L << 31);
    }

    /** 0 to 10 seconds, as 14.2 and RFC 3311, 5.2 want it. */
    int retryAfterSeconds() {
        return random.nextInt(11);
    }
}
