package dev.sotto.media.turn;

/**
 * Makes utterances of voiced and unvoiced frames.
 *
 * <pre>
 *   QUIET --voice--> DOUBT --enough of it, not steady--> SPEECH --pause or too long--> QUIET
 *                    DOUBT --a gap--> QUIET
 * </pre>
 */
public final class Endpointing {
    static final long FRAME_NANOS = 20_000_000;

    /** A pause within a syllable that doubt survives. */
    private static final int GAP_FRAMES = 3;

    /** A cough, a "mhm". */
    private static final long SHORT_NANOS = 600_000_000;

    private final TurnSettings settings;
    private final int confirmFrames;
    private final EndOfTurn endOfTurn;

    private State state = State.QUIET;
    private int voicedFrames;
    private int gapFrames;
    private long startedNanos;
    private long lastVoiceNanos;
    private boolean overUs;

    private enum State {
        QUIET,
        DOUBT,
        SPEECH
    }

    /** What a frame has changed. */
    public enum Change {
        NONE,
        /** Voice is believed to be speech; it began at {@link #startedNanos}. */
        STARTED,
        /** The turn has ended; the speech itself ended at {@link #endedNanos}. */
        ENDED,
        /** Ended only because it went on for too long. */
        CUT
    }

    public Endpointing(TurnSettings settings) {
        this.settings = settings;
        this.confirmFrames = (int) (settings.minVoice().toNanos() / FRAME_NANOS);
        this.endOfTurn = new EndOfTurn(settings);
    }

    /** {@code digits}: how many make the answer; 0 when that is open. */
    public void expect(Expectation next, int digits) {
        endOfTurn.expect(next, digits);
    }

    /** The words so far of the speech that goes on; may be retracted. */
    public void words(String soFar) {
        endOfTurn.heard(soFar);
    }

    /** The speech that goes on broke into ours: when it was short and no words, we want to know soon. */
    public void overUs() {
        overUs = true;
    }

    /** Takes a frame that ended at {@code nowNanos}. */
    public Change accept(boolean voice, boolean steady, long nowNanos) {
        return switch (state) {
            case QUIET -> quiet(voice, nowNanos);
            case DOUBT -> doubt(voice, steady, nowNanos);
            case SPEECH -> speech(voice, nowNanos);
        };
    }

    /** One more voiced frame, and speech is believed. */
    public boolean aboutToBegin() {
        return state == State.DOUBT && voicedFrames + 1 >= confirmFrames;
    }

    /** What there was of voice was none. */
    public void forget() {
        state = State.QUIET;
    }

    private Change quiet(boolean voice, long nowNanos) {
        if (voice) {
            state = State.DOUBT;
            startedNanos = nowNanos - FRAME_NANOS;
            lastVoiceNanos = nowNanos;
            voicedFrames = 1;
            gapFrames = 0;
        }
        return Change.NONE;
    }

    private Change doubt(boolean voice, boolean steady, long nowNanos) {
        if (!voice) {
            state = ++gapFrames > GAP_FRAMES ? State.QUIET : State.DOUBT;
            return Change.NONE;
        }
        lastVoiceNanos = nowNanos;
        if (++voicedFrames < confirmFrames || steady) {
            return Change.NONE;
        }
        state = State.SPEECH;
        overUs = false;
        endOfTurn.begin();
        return Change.STARTED;
    }

    private Change speech(boolean voice, long nowNanos) {
        if (voice) {
            endOfTurn.paused(nowNanos - lastVoiceNanos);
            lastVoiceNanos = nowNanos;
        }
        if (nowNanos - lastVoiceNanos >= pauseNanos()) {
            state = State.QUIET;
            return Change.ENDED;
        }
        if (nowNanos - startedNanos >= settings.maxUtterance().toNanos()) {
            state = State.QUIET;
            return Change.CUT;
        }
        return Change.NONE;
    }

    private long pauseNanos() {
        boolean burst = overUs && lastVoiceNanos - startedNanos < SHORT_NANOS && endOfTurn.wordless();
        long pause = endOfTurn.pauseNanos();
        return burst ? Math.min(pause, settings.yesNoPause().toNanos()) : pause;
    }

    /** Speech is believed. */
    public boolean speech() {
        return state == State.SPEECH;
    }

    /** There is voice that may or may not become speech. */
    public boolean anyVoice() {
        return state != State.QUIET;
    }

    public long startedNanos() {
        return startedNanos;
    }

    public long endedNanos() {
        return lastVoiceNanos;
    }
}
