package dev.sotto.media.rtp;

/**
 * What people would say of a line, estimated from what is measured: the E-model (ITU-T G.107) with its default values, so that
 * only loss and delay count. The codec is taken for G.711 with concealment whatever it is: the figure is of the line. Stateless.
 */
public final class VoiceQuality {
    /** R of a perfect narrowband line. */
    private static final double BEST = 93.2;
    /** G.113 Appendix I: how well G.711 with concealment stands random loss, in per cent. */
    private static final double LOSS_ROBUSTNESS = 25.1;
    /** Beyond this one-way delay, in ms, people begin to talk into each other's words. */
    private static final double TALKING_TOGETHER = 177.3;

    private VoiceQuality() {}

    /**
     * Mean opinion score of a conversation over this line.
     *
     * @param lostShare 0 to 1 of the packets that were not there when they were to be played
     * @param oneWayMillis mouth to ear
     * @return 1.0 to 4.41
     */
    public static double mos(double lostShare, double oneWayMillis) {
        double percent = 100 * Math.max(0, Math.min(1, lostShare));
        double loss = 95 * percent / (percent + LOSS_ROBUSTNESS);
        // the usual straight lines for G.107's delay impairment (Cole and Rosenbluth, 2001)
        double delay = 0.024 * oneWayMillis + 0.11 * Math.max(0, oneWayMillis - TALKING_TOGETHER);
        return ofRating(BEST - loss - delay);
    }

    /** G.107 Annex B. */
    private static double ofRating(double r) {
        if (r <= 0) {
            return 1;
        }
        return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
    }
}
