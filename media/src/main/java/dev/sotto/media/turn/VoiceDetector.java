package dev.sotto.media.turn;

/**
 * Says of each 20 ms frame whether it is voice: energy over a tracked noise floor. The floor follows quiet quickly, noise slowly
 * and what is steady at once, as lines tone and fans hum but voices move. Measured by {@code VoiceDetectorTest} on noise, tones
 * and speech; an energy detector takes household noise for voice (about 40 % false alarms at 5 dB), which the recogniser
 * then finds empty.
 */
public final class VoiceDetector {
    /** Quieter than this is never voice on a telephone. */
    static final double LEAST_VOICE_DB = -52;

    /** Once there is voice, this much less than the margin keeps it up. */
    static final double HYSTERESIS_DB = 4;

    /** Over noise that hardly changes, voice is told from this much on; over noise that does, only from the full margin. */
    static final double LEAST_MARGIN_DB = 3.5;

    private static final double MARGIN_PER_DEVIATION = 4;
    /** What lies lower is a line's own silence: nothing to make the margin smaller for. */
    private static final double NOISE_DB = -60;

    private static final double DEVIATION_WEIGHT = 0.05;
    private static final double LOWEST_FLOOR_DB = -70;
    private static final double HIGHEST_FIRST_FLOOR_DB = -40;
    private static final int SHORT_FRAMES = 5;
    private static final int LONG_FRAMES = 25;
    private static final double STEADY_DB = 3;

    private final double marginDb;
    private final double[] levels = new double[LONG_FRAMES];
    private int frames;
    private double floorDb;
    private double levelDb;
    /** By how much noise differs from the floor, on average. */
    private double deviationDb = 3;

    public VoiceDetector(double marginDb) {
        this.marginDb = marginDb;
    }

    /**
     * Takes a frame.
     *
     * @param speaking voice has been there until now: less is enough to go on
     * @param extraDb added to the margin
     * @param leastDb an absolute level that voice must also have
     */
    public boolean accept(short[] samples, int offset, int count, boolean speaking, double extraDb, double leastDb) {
        levelDb = Level.of(samples, offset, count);
        if (frames == 0) {
            floorDb = Math.max(LOWEST_FLOOR_DB, Math.min(levelDb, HIGHEST_FIRST_FLOOR_DB));
        }
        levels[frames++ % LONG_FRAMES] = levelDb;
        double margin = margin();
        double hysteresis = speaking ? Math.min(HYSTERESIS_DB, margin / 2.5) : 0;
        boolean overFloor = levelDb > floorDb + margin - hysteresis;
        boolean voice = overFloor
                && levelDb > floorDb + margin + extraDb - hysteresis
                && levelDb > Math.max(LEAST_VOICE_DB, leastDb) - hysteresis;
        follow(overFloor);
        return voice;
    }

    private double margin() {
        double wanted = LEAST_MARGIN_DB + MARGIN_PER_DEVIATION * Math.max(0, deviationDb - 0.5);
        return floorDb < NOISE_DB ? marginDb : Math.min(marginDb, wanted);
    }

    private void follow(boolean overFloor) {
        double off = Math.abs(levelDb - floorDb);
        boolean hum = overFloor && steadyForLong();
        if (!overFloor || hum) {
            deviationDb += DEVIATION_WEIGHT * (Math.min(off, 2 * marginDb) - deviationDb);
        }
        if (levelDb < floorDb) {
            floorDb = Math.max(LOWEST_FLOOR_DB, floorDb + 0.3 * (levelDb - floorDb));
        } else if (!overFloor) {
            floorDb += 0.05 * (levelDb - floorDb);
        } else if (hum) {
            floorDb = levelDb - 1;
        } else {
            floorDb += 0.02;
        }
    }

    /** True when the last 100 ms had the same loudness, as tones and noise have and voices hardly. */
    public boolean steady() {
        if (frames < SHORT_FRAMES) {
            return false;
        }
        int at = (frames - 1) % LONG_FRAMES;
        double least = levels[at];
        double most = least;
        for (int i = 1; i < SHORT_FRAMES; i++) {
            at = at == 0 ? LONG_FRAMES - 1 : at - 1;
            least = Math.min(least, levels[at]);
            most = Math.max(most, levels[at]);
        }
        return most - least < STEADY_DB;
    }

    /** Of all that is remembered, in whatever order. */
    private boolean steadyForLong() {
        if (frames < LONG_FRAMES) {
            return false;
        }
        double least = levels[0];
        double most = least;
        for (double level : levels) {
            least = Math.min(least, level);
            most = Math.max(most, level);
        }
        return most - least < STEADY_DB + 1;
    }

    /** Loudness of the last frame. */
    public double levelDb() {
        return levelDb;
    }

    public double noiseFloorDb() {
        return floorDb;
    }
}
