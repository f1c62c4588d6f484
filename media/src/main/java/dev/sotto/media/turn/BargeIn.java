package dev.sotto.media.turn;

/**
 * Decides when the caller speaks over us, and what a frame must have to count as theirs while we speak. A sound clearly quieter
 * than what we played within the last half second may be our echo; a phrase's first moments are given to the other side's echo
 * canceller to settle; and what is louder is compared with what we sent, see {@link Echo}.
 */
public final class BargeIn {
    private static final int ECHO_FRAMES = 25;

    /** A pause between or within phrases that doesn't end the playing; the echo lasts about as long. */
    private static final int TAIL_FRAMES = 10;

    /** No echo comes later than this after our last sound. */
    private static final int ECHO_ENDS_FRAMES = 35;

    /** Per frame of delay, so that a quick answer right after a question isn't taken for our echo. */
    private static final double LATER_IS_QUIETER_DB = 0.5;

    private final TurnSettings settings;
    private final int confirmFrames;
    private final double[] played = new double[ECHO_FRAMES];
    private final Echo echo = new Echo();
    private int frames;
    private boolean playing;
    private long playingSinceNanos = Long.MIN_VALUE;
    private int voicedFrames;
    private int gapFrames;
    private int pauseFrames = ECHO_ENDS_FRAMES;

    public BargeIn(TurnSettings settings) {
        this.settings = settings;
        this.confirmFrames = (int) (settings.minVoice().toNanos() / Endpointing.FRAME_NANOS);
    }

    /** Takes each frame that we send, how loud it is, and whether it is part of a phrase. */
    public void played(short[] frame, double levelDb, boolean phrase, long nowNanos) {
        echo.sent(frame, levelDb);
        played[frames++ % ECHO_FRAMES] = levelDb;
        if (phrase && !playing) {
            playingSinceNanos = nowNanos;
            voicedFrames = 0;
        }
        pauseFrames = phrase ? 0 : Math.min(pauseFrames + 1, ECHO_ENDS_FRAMES);
        playing = phrase || (playing && pauseFrames < TAIL_FRAMES);
    }

    /** We speak, or did a moment ago. */
    public boolean playing() {
        return playing;
    }

    /** Added to the voice detector's margin. */
    public double extraDb() {
        return playing ? settings.bargeInExtraDb() : 0;
    }

    /** Takes each frame that is heard, before anything is asked about it. */
    public void heard(short[] frame) {
        echo.heard(frame);
    }

    /** What is about to be taken for speech is our own, coming back. Compares sound: not for every frame. */
    public boolean echoes() {
        return pauseFrames < ECHO_ENDS_FRAMES && echo.isOurs();
    }

    /** What a frame must have to be the caller's and not our echo. */
    public double leastDb() {
        double loudest = Level.SILENCE_DB;
        for (int age = 0; age < ECHO_FRAMES && age < frames; age++) {
            loudest = Math.max(loudest, played[(frames - 1 - age) % ECHO_FRAMES] - age * LATER_IS_QUIETER_DB);
        }
        return Math.max(loudest - settings.echoLossDb(), echo.leastDb());
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
