package dev.sotto.media.session;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.turn.BackChannel;

/**
 * What a sound of the caller's over our words comes to. It pauses us at once; then words make it their turn, and we stop for good;
 * a cough, a door or a "mhm" were none, and we take the sentence up again. Stands between a call's recognition and its listener,
 * who is told of the end of our words before the caller's. Call context only.
 *
 * <pre>
 *   SPEAKING --voice over us--> PAUSED --words that take the turn--> stopped
 *                               PAUSED --none, or only "mhm"; or no verdict in time--> SPEAKING
 * </pre>
 */
final class Interruptions implements MediaListener {
    /** After the end of a speech; a recogniser that is slower than this finds us talking again, and its words still stop us. */
    static final long VERDICT_NANOS = 900_000_000;

    /** Shorter sounds than this need words that the recogniser is sure of. */
    static final long SHORT_NANOS = 600_000_000;

    /** Voice that goes on for so long without a word is none: a radio, a street. */
    static final long WORDLESS_NANOS = 10_000_000_000L;

    private static final long LONGEST_BACK_CHANNEL_NANOS = 1_500_000_000;

    private final MediaListener listener;
    private final Speaking speaking;
    private final Runnable nothingSaid;
    private final MediaMeters meters;
    private boolean yesNo;
    private int undecided;
    private long pausedNanos = Long.MIN_VALUE;
    private long voiceNanos;
    private long brokeOffNanos;
    private boolean ignoring;

    /** {@code nothingSaid}: runs when what was said takes no turn. */
    Interruptions(MediaListener listener, Speaking speaking, Runnable nothingSaid, MediaMeters meters) {
        this.listener = listener;
        this.speaking = speaking;
        this.nothingSaid = nothingSaid;
        this.meters = meters;
    }

    /** Whether a yes or a no is waited for: then "okay" is an answer. */
    void expectYesNo(boolean expected) {
        yesNo = expected;
    }

    /** The caller speaks over us. Returns true when something fell silent by that. */
    boolean pause(long nowNanos) {
        if (ignoring) {
            return false;
        }
        pausedNanos = nowNanos;
        voiceNanos = nowNanos;
        if (!speaking.paused()) {
            brokeOffNanos = nowNanos;
        }
        return speaking.pause();
    }

    /** A speech has ended; its words are on their way. */
    void ended() {
        undecided++;
    }

    /**
     * Once a frame, after it was listened to: goes on with what was paused when nothing speaks against it.
     *
     * @param onlyNoise what there is of voice is none after all: until it ends it does not pause us again
     */
    void tick(boolean anyVoice, boolean onlyNoise, long nowNanos) {
        ignoring = anyVoice && (ignoring || onlyNoise);
        if (!speaking.paused()) {
            return;
        }
        if (nowNanos - brokeOffNanos >= WORDLESS_NANOS) {
            ignoring = anyVoice;
        }
        if (anyVoice && !ignoring) {
            voiceNanos = nowNanos;
        } else if (ignoring || undecided <= 0 || nowNanos - voiceNanos >= VERDICT_NANOS) {
            goOn();
        }
    }

    private void goOn() {
        if (speaking.resume()) {
            meters.falseInterruption();
        }
    }

    @Override
    public void onSpeechStarted() {
        listener.onSpeechStarted();
    }

    @Override
    public void onPartial(String text) {
        // words: the wait for them begins anew
        brokeOffNanos = Math.max(brokeOffNanos, voiceNanos);
        listener.onPartial(text);
    }

    @Override
    public void onNothingUnderstood() {
        undecided--;
        listener.onNothingUnderstood();
    }

    @Override
    public void onUtterance(Utterance utterance) {
        undecided--;
        boolean brokeOff = utterance.startedNanos() <= pausedNanos && pausedNanos <= utterance.decidedNanos();
        if ((brokeOff || utterance.overUs()) && !takesTheTurn(utterance)) {
            meters.backChannel();
            nothingSaid.run();
            listener.onNothingUnderstood();
            return;
        }
        if (brokeOff) {
            speaking.stop(false);
            speaking.report();
        }
        listener.onUtterance(utterance);
    }

    private boolean takesTheTurn(Utterance utterance) {
        if (!speaking.active() || speaking.asks()) {
            return true;
        }
        long length = utterance.endedNanos() - utterance.startedNanos();
        if (length < SHORT_NANOS && utterance.confidence() < Hypothesis.DOUBTFUL) {
            return false;
        }
        return yesNo || length > LONGEST_BACK_CHANNEL_NANOS || !BackChannel.only(utterance.text());
    }
}
