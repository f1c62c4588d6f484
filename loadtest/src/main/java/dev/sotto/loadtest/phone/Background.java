package dev.sotto.loadtest.phone;

/** Noise under everything that one caller says and doesn't say: a piece of shared sound, over and over, from a place of its own. Loop only. */
final class Background {
    private final short[] loop;
    private final double gain;
    private final short[] mixed = new short[SpokenPhrase.FRAME_SAMPLES];
    private int at;

    Background(short[] loop, double gain, int from) {
        this.loop = loop;
        this.gain = gain;
        this.at = Math.floorMod(from, loop.length);
    }

    /** The next frame with this speech in it; only lent until the next call. */
    short[] under(short[] speech) {
        for (int i = 0; i < mixed.length; i++) {
            long sum = speech[i] + Math.round(gain * loop[at]);
            mixed[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum));
            at = at + 1 == loop.length ? 0 : at + 1;
        }
        return mixed;
    }
}
