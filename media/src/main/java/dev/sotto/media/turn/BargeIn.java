package dev.sotto.media.turn;

/**
 * Decides when the caller speaks over us, and what a frame must have to count as theirs while we speak. The echo guard is cheap:
 * a sound clearly quieter than what we played within the last half second may be that; and a phrase's first moments are
 * given to the other side's echo canceller to settle.
 */
public final class BargeIn {
    private static final int ECHO_FRAMES = 25;

    /** A pause between or within phrases that doesn't end the playing; the echo lasts about as long. */
    private static final int TAIL_FRAMES = 10;

    /** Per frame of delay, so that a quick answer right after a question isn't taken for our echo. */
    private static final double LATER_IS_QUIETER_DB = 0.5;

    private final TurnSettings settings;
    private final int confirmFrames;
    private final double[] played = new double[ECHO_FRAMES];
    private int frames;
    private boolean playing;
    private long playingSinceNanos = Long.MIN_VALUE;
    private int voicedFrames;
    private int gapFrames;
    private int pauseFrames;

    public BargeIn(TurnSettings settings) {
        this.settings = settings;
        this.confirmFrames = (int) (settings.minVoice().toNanos() / Endpointing.FRAME_NANOS);
    }

    /** Takes the loudness of each frame that we send, and whether it is part of a phrase. */
    public void played(double levelDb, boolean phrase, long nowNanos) {
        played[frames++ % ECHO_FRAMES] = levelDb;
        if (phrase && !playing) {
            playingSinceNanos = nowNanos;
            voicedFrames = 0;
        }
        pauseFrames = phrase ? 0 : pauseFrames + 1;
        playing = phrase || playing && pauseFrames < TAIL_FRAMES;
    }

    /** Added to the voice detector's margin. */
    public double extraDb() {
        return playing ? settings.bargeInExtraDb() : 0;
    }

    /** What a frame must have to be the caller's and not our echo. */
    public double leastDb() {
        double loudest = Level.SILENCE_DB;
        for (int age = 0; age < ECHO_FRAMES && age < frames; age++) {
            loudest = Math.max(loudest, played[(frames - 1 - age) % ECHO_FRAMES] - age * LATER_IS_QUIETER_DB);
        }
        return loudest - settings.echoLossDb();
    }

    /** True in the first moments of a phrase: speech that hasn't begun yet doesn't begin now. */
    public boolean guarding(long nowNanos) {
        return playing && nowNanos - playingSinceNanos < settings.echoGuard().toNanos();
    }

    /**
     * Takes the voice detector's word on a frame. Returns true when our speech must stop: speech is believed, and enough
     * of it was over ours.
     */
    public boolean interrupts(boolean voice, boolean speech) {
        if (!playing) {
            return false;
        }
        if (voice) {
            voicedFrames++;
            gapFrames = 0;
        } else if (++gapFrames > 3) {
            voicedFrames = 0;
        }
        return speech && voicedFrames >= confirmFrames;
    }

    /** When the phrase that is being said, or was said last, began to sound. */
    public long playingSinceNanos() {
        return playingSinceNanos;
    }
}
