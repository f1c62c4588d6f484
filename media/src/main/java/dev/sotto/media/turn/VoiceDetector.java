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
        double hysteresis = speaking ? HYSTERESIS_DB : 0;
        boolean overFloor = levelDb > floorDb + marginDb - hysteresis;
        boolean voice = overFloor
                && levelDb > floorDb + marginDb + extraDb - hysteresis
                && levelDb > Math.max(LEAST_VOICE_DB, leastDb) - hysteresis;
        follow(overFloor);
        return voice;
    }

    private void follow(boolean overFloor) {
        if (levelDb < floorDb) {
            floorDb = Math.max(LOWEST_FLOOR_DB, floorDb + 0.3 * (levelDb - floorDb));
        } else if (!overFloor) {
            floorDb += 0.05 * (levelDb - floorDb);
        } else if (frames >= LONG_FRAMES && range(LONG_FRAMES) < STEADY_DB + 1) {
            floorDb = levelDb - 1;
        } else {
            floorDb += 0.02;
        }
    }

    /** True when the last 100 ms had the same loudness, as tones and noise have and voices hardly. */
    public boolean steady() {
        return frames >= SHORT_FRAMES && range(SHORT_FRAMES) < STEADY_DB;
    }

    private double range(int window) {
        double least = levels[(frames - 1) % LONG_FRAMES];
        double most = least;
        for (int i = 2; i <= window; i++) {
            double level = levels[(frames - i) % LONG_FRAMES];
            least = Math.min(least, level);
            most = Math.max(most, level);
        }
        return most - least;
    }

    /** Loudness of the last frame. */
    public double levelDb() {
        return levelDb;
    }

    public double noiseFloorDb() {
        return floorDb;
    }
}
