package dev.sotto.media.codec;

/**
 * The adaptive predictor of one band of ITU-T G.722, clause 6.2.1.4: two poles and six zeros, with the recommendation's 16-bit
 * arithmetic bit by bit, as both sides must come to the same.
 */
final class G722Predictor {
    private static final int ZEROS = 6;

    private final int[] differences = new int[ZEROS];
    private final int[] zeros = new int[ZEROS];
    private int pole1;
    private int pole2;
    private int reconstructed1;
    private int partial1;
    private int partial2;
    private int zeroEstimate;
    private int estimate;

    /** What the next sample is expected to be. */
    int estimate() {
        return estimate;
    }

    /** Takes the quantized difference between the sample and its estimate. */
    void update(int difference) {
        int reconstructed = saturate(estimate + difference);
        int partial = saturate(zeroEstimate + difference);
        adaptPoles(partial);
        adaptZeros(difference);
        int poleEstimate = saturate(
                ((pole1 * saturate(2 * reconstructed)) >> 15) + ((pole2 * saturate(2 * reconstructed1)) >> 15));
        reconstructed1 = reconstructed;
        zeroEstimate = filterZeros();
        estimate = saturate(poleEstimate + zeroEstimate);
    }

    /** UPPOL2 and UPPOL1; a sign is that of the bit, zero counts as positive. */
    private void adaptPoles(int partial) {
        boolean alike1 = (partial ^ partial1) >= 0;
        boolean alike2 = (partial ^ partial2) >= 0;
        int turned = saturate(pole1 << 2);
        turned = alike1 ? -turned : turned;
        int second = (Math.min(turned, 32_767) >> 7) + (alike2 ? 128 : -128) + ((pole2 * 32_512) >> 15);
        pole2 = Math.max(-12_288, Math.min(12_288, second));
        int first = saturate((alike1 ? 192 : -192) + ((pole1 * 32_640) >> 15));
        int limit = saturate(15_360 - pole2);
        pole1 = Math.max(-limit, Math.min(limit, first));
        partial2 = partial1;
        partial1 = partial;
    }

    /** UPZERO: each zero leaks, and moves towards the sign that the newest difference shares with its own. */
    private void adaptZeros(int difference) {
        int step = difference == 0 ? 0 : 128;
        for (int i = ZEROS - 1; i >= 0; i--) {
            int move = (differences[i] ^ difference) >= 0 ? step : -step;
            zeros[i] = saturate(move + ((zeros[i] * 32_640) >> 15));
        }
        System.arraycopy(differences, 0, differences, 1, ZEROS - 1);
        differences[0] = difference;
    }

    /** FILTEZ */
    private int filterZeros() {
        int sum = 0;
        for (int i = 0; i < ZEROS; i++) {
            sum += (zeros[i] * saturate(2 * differences[i])) >> 15;
        }
        return saturate(sum);
    }

    static int saturate(int value) {
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
}
