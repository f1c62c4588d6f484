package dev.sotto.gateway.sip;

/**
 * The base times of RFC 3261, 17.1.1.1, and what is derived from them (table 4), all in milliseconds.
 *
 * @param t1 estimate of the round trip
 * @param t2 longest interval between retransmissions
 * @param t4 longest life of a message in the network
 */
record SipTimers(long t1, long t2, long t4) {
    static final SipTimers DEFAULT = new SipTimers(500, 4000, 5000);

    static SipTimers of(long t1Millis) {
        return new SipTimers(t1Millis, 8 * t1Millis, 10 * t1Millis);
    }

    /** Timers B, F, H, J, L, M: the end of patience. */
    long patience() {
        return 64 * t1;
    }

    /** Timer D: how long an INVITE client absorbs repeated final responses over UDP. */
    long absorbFinal() {
        return Math.max(32_000, patience());
    }

    /** The interval after this one: doubled, at most T2 (timers E, G and the 2xx of 13.3.1.4). */
    long next(long interval) {
        return Math.min(2 * interval, t2);
    }
}
