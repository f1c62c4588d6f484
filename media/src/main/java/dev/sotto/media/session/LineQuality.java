package dev.sotto.media.session;

import dev.sotto.media.rtp.VoiceQuality;

/**
 * How well each side could hear the other. "Here" is what came to us, "there" what the other side says of our sound by RTCP; a
 * figure of theirs is -1 while they have said nothing.
 *
 * @param lostHere share of their packets that were missing when they were to be played
 * @param lostThere share of ours that they have lost
 * @param roundTripMillis of RTCP; -1 when unknown
 * @param mosHere mean opinion score, 1 to 4.41, see {@link VoiceQuality}; -1 where nothing has come
 */
public record LineQuality(
        double lostHere,
        double lostThere,
        double jitterHereMillis,
        double jitterThereMillis,
        double roundTripMillis,
        double mosHere,
        double mosThere) {
    /** A packet is filled for so long, and waits about as long to be played. */
    private static final double PACKET_AND_BUFFER_MILLIS = 40;

    static LineQuality of(InboundPath inbound, OutboundPath outbound, RtcpExchange rtcp) {
        long missing = inbound.lost() + inbound.late() + inbound.overflowed();
        double lostHere = share(missing, inbound.received() + inbound.lost());
        boolean told = rtcp.reported();
        double lostThere = told ? share(rtcp.remoteLost(), outbound.packets()) : -1;
        double oneWay = Math.max(0, rtcp.roundTripMillis()) / 2 + PACKET_AND_BUFFER_MILLIS;
        return new LineQuality(
                lostHere,
                lostThere,
                inbound.reception().jitterMillis(),
                told ? rtcp.remoteJitterMillis(outbound.clockRate()) : -1,
                rtcp.roundTripMillis(),
                inbound.received() > 0 ? VoiceQuality.mos(lostHere, oneWay) : -1,
                told ? VoiceQuality.mos(lostThere, oneWay) : -1);
    }

    private static double share(long part, long whole) {
        return whole <= 0 ? 0 : Math.min(1, (double) part / whole);
    }
}
