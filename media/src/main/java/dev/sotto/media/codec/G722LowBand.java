package dev.sotto.media.codec;

/**
 * The lower band of ITU-T G.722 (09/2012): 6-bit adaptive quantization of what {@link G722Predictor} did not foresee. Names in
 * comments are the blocks of the recommendation's clauses 6.2.1 and 6.2.2.
 */
final class G722LowBand {
    private static final int MAX_LOG_SCALE = 18_432;
    private static final int LEVELS = 30;

    /** Decision levels (table 14). */
    private static final int[] Q6 = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** Inverse quantizer of the four upper bits, for the prediction of both sides. */
    private static final int[] QM4 = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** Inverse quantizer of all six bits. */
    private static final int[] QM6 = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** How each of the four upper bits' values moves the logarithmic scale. */
    private static final int[] SCALE_STEPS = {
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    private static final int[] ANTILOG = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private final G722Predictor predictor = new G722Predictor();
    private int scale = 32;
    private int logScale;

    /** Takes a code of six bits and gives the band's sample, 15 bits. */
    int decode(int code) {
        int sample = predictor.estimate() + ((scale * QM6[code]) >> 15);
        adapt(code >> 2);
        return Math.max(-16_384, Math.min(16_383, sample));
    }

    /** Takes the band's sample, 15 bits, and gives a code of six bits. */
    int encode(int sample) {
        int error = G722Predictor.saturate(sample - predictor.estimate());
        int code = quantize(error);
        adapt(code >> 2);
        return code;
    }

    /** QUANTL. The codes count down from 61 and 31, but for the two smallest steps below zero. */
    private int quantize(int error) {
        int magnitude = error >= 0 ? error : ~error;
        int level = 1;
        while (level < LEVELS && magnitude >= (Q6[level] * scale) >> 12) {
            level++;
        }
        if (error >= 0) {
            return 62 - level;
        }
        return level <= 2 ? 64 - level : 34 - level;
    }

    /** INVQAL, LOGSCL, SCALEL. */
    private void adapt(int upperBits) {
        int difference = (scale * QM4[upperBits]) >> 15;
        logScale = ((logScale * 127) >> 7) + SCALE_STEPS[upperBits];
        logScale = Math.max(0, Math.min(MAX_LOG_SCALE, logScale));
        int mantissa = ANTILOG[(logScale >> 6) & 31];
        int shift = 8 - (logScale >> 11);
        scale = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
        predictor.update(difference);
    }
}
