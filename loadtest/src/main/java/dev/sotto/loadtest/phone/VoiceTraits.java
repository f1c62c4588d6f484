package dev.sotto.loadtest.phone;

/**
 * How somebody sounds. The same text in the same traits is made once and shared.
 *
 * @param speed 1 is the synthesiser's own; 0.5 to 2
 * @param pitch 1 is the synthesiser's own; 0.5 to 2. Formants move along: it is another throat as well
 * @param loudnessDb added to a telephone's usual level; -30 to 12
 * @param telephoneBand only 300 to 3,400 Hz, as an old line carries it
 * @param noise what else is heard on the line, all the time
 */
public record VoiceTraits(double speed, double pitch, double loudnessDb, boolean telephoneBand, Noise noise) {
    /** Usual level of speech while somebody speaks, in dBov (ITU-T P.56 active level; gateways aim at -19 to -15). */
    static final double SPEECH_DB = -18;

    /** As the synthesiser speaks, on a silent line. */
    public static final VoiceTraits PLAIN = new VoiceTraits(1, 1, 0, false, Noise.NONE);

    public VoiceTraits {
        Noise.within("speed", speed, 0.5, 2);
        Noise.within("pitch", pitch, 0.5, 2);
        Noise.within("loudness", loudnessDb, -30, 12);
    }

    /**
     * Noise beside the speaker.
     *
     * @param snrDb how far it lies below the speech
     */
    public record Noise(Kind kind, double snrDb) {
        public static final Noise NONE = new Noise(Kind.NONE, 0);

        public Noise {
            within("snr", snrDb, -5, 60);
        }

        /** Here, so that noise can be loaded before the traits that use it as a constant. */
        private static void within(String name, double value, double least, double most) {
            if (!(value >= least && value <= most)) {
                throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", is " + value);
            }
        }

        /** What it is made of. */
        public enum Kind {
            NONE,
            /** The same power in every Hertz. */
            WHITE,
            /** The same power in every octave: a room, a street. */
            PINK,
            /** Several people talking at once. */
            BABBLE
        }
    }

    /** The speech alone: phrases don't depend on the noise. */
    VoiceTraits withoutNoise() {
        return new VoiceTraits(speed, pitch, loudnessDb, telephoneBand, Noise.NONE);
    }
}
