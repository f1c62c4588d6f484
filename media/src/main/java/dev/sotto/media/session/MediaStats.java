package dev.sotto.media.session;

/**
 * What happened on one session so far.
 *
 * @param lost packets of the other side's that never came
 * @param late came after their turn
 * @param discarded malformed, stray, unknown, implausible, or too many at once
 * @param remoteLost packets of ours that the other side says it lost
 * @param roundTripMillis from RTCP; -1 when unknown
 * @param underruns frames in the middle of a phrase whose sound was not there
 * @param lateTicks frames that we sent over 10 ms late
 * @param longestSilenceMillis longest silence of ours on the wire, by energy, whoever's turn it was
 * @param callerSilence silences while it was our turn
 * @param quality of the line, both ways
 */
public record MediaStats(
        String format,
        long packetsReceived,
        long packetsSent,
        long lost,
        long late,
        long reordered,
        long duplicates,
        long discarded,
        long remoteLost,
        double jitterMillis,
        double roundTripMillis,
        long underruns,
        long lateTicks,
        double speechSecondsIn,
        double speechSecondsOut,
        long bargeIns,
        long longestSilenceMillis,
        CallerSilence callerSilence,
        LineQuality quality) {}
