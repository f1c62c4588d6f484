package dev.sotto.media.session;

import dev.sotto.media.turn.Level;

/**
 * Measures the silence that the caller hears while it is our turn: as energy of the samples that go out, not as the absence of
 * events.
 *
 * <p>It is our turn from the end of the caller's words until we sound, as long as the conversation owes them something (a
 * system or a person is asked), and as long as something of ours is being said or waits to be. Sound is two frames in a row
 * over {@link Level#AUDIBLE_DB}, -55 dBov or about -49 dBm0: speech lies at -20 to -30 dBm0, its weakest sounds at -45; comfort
 * noise, a line's hum and the quiet around a synthesised phrase lie below. A click is none. Pauses within speech, under
 * {@value #PAUSE_MILLIS} ms, are no silence.
 *
 * <pre>
 *   THEIRS or SOUND --our turn, nothing to be heard--> SILENCE --2 frames of sound, caller speaks, on hold--> measured
 * </pre>
 *
 * Call context only; time is an argument; allocates nothing.
 */
final class SilenceMeter {
    static final int PAUSE_MILLIS = 250;

    /** Told from here on, once a second. */
    static final int NOTICED_MILLIS = 2_000;

    /** No caller shall hear more. */
    static final int LIMIT_MILLIS = 4_000;

    /** Words of ours that can't be heard for this long. */
    static final int MUTE_MILLIS = 1_000;

    private static final int SOUND_FRAMES = 2;
    private static final int MUTE_FRAMES = MUTE_MILLIS / 20;
    private static final long FRAME_NANOS = PlayoutClock.FRAME_NANOS;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long REPORT_NANOS = 1_000_000_000;

    /** What there is to tell after a frame; several may be set. */
    static final int REPORT = 1;

    static final int ALARM = 2;
    static final int MUTE = 4;

    private final MediaMeters meters;

    // whose turn it is
    private boolean owed;
    private boolean replyDue;
    private boolean callerSpeaks;
    private boolean ours;
    private long oursNanos;
    private long callerNanos = Long.MIN_VALUE;
    private long soundNanos = Long.MIN_VALUE;

    // the silence that lasts
    private boolean silent;
    private long sinceNanos;
    private long nowNanos;
    private boolean alarmed;
    private boolean told;
    private long toldNanos;
    private int news;

    // figures
    private int soundFrames;
    private int muteFrames;
    private long longestNanos;
    private long totalNanos;
    private long overLimit;
    private long mutes;
    private long wireFrames;
    private long longestWireFrames;
    private long audibleFrames;

    SilenceMeter(MediaMeters meters) {
        this.meters = meters;
    }

    /** Something is being done for the caller, so it is our turn whoever spoke last; or it has been done, and no reply is due. */
    void owe(boolean something) {
        replyDue &= something || !owed;
        owed = something;
    }

    /** The caller speaks; their words began at {@code startedNanos}. */
    void callerSpeaks(long startedNanos) {
        callerSpeaks = true;
        replyDue = false;
        close(startedNanos);
    }

    /** Their turn has ended, the words themselves at {@code endedNanos}: an answer is due. */
    void callerDone(long endedNanos) {
        close(endedNanos);
        callerSpeaks = false;
        callerNanos = endedNanos;
        replyDue = true;
    }

    /** What they said were no words: nothing is due that wasn't. */
    void nothingSaid() {
        replyDue = false;
        silent &= owed;
    }

    /** They pressed a key. */
    void callerActs(long now) {
        close(now);
        callerNanos = now;
    }

    /** Nothing is sent: they have put us on hold. */
    void held(long now) {
        close(now);
        callerNanos = now + FRAME_NANOS;
        ours = false;
    }

    /**
     * Takes the frame that goes out at {@code now}. Returns what there is to tell.
     *
     * @param saying something of ours is being said or waits to be
     */
    int sent(double levelDb, boolean saying, long now) {
        boolean audible = levelDb > Level.AUDIBLE_DB;
        wire(audible);
        soundFrames = audible ? soundFrames + 1 : 0;
        muteFrames = audible || !saying ? 0 : muteFrames + 1;
        if (muteFrames == MUTE_FRAMES) {
            mutes++;
            news |= MUTE;
        }
        if (soundFrames >= SOUND_FRAMES) {
            sound(now);
        } else {
            quiet(saying, now);
        }
        int all = news;
        news = 0;
        return all;
    }

    private void sound(long now) {
        replyDue = false;
        ours = true;
        close(now - (SOUND_FRAMES - 1) * FRAME_NANOS);
        soundNanos = now + FRAME_NANOS;
    }

    private void quiet(boolean saying, long now) {
        boolean was = ours;
        ours = !callerSpeaks && (owed || replyDue || saying);
        if (!ours) {
            close(now);
            return;
        }
        if (!was) {
            oursNanos = replyDue ? callerNanos : now;
        }
        if (!silent) {
            silent = true;
            sinceNanos = Math.max(oursNanos, Math.max(soundNanos, callerNanos));
        }
        nowNanos = now + FRAME_NANOS - sinceNanos;
        if (!alarmed && nowNanos > LIMIT_MILLIS * NANOS_PER_MILLI) {
            alarmed = true;
            overLimit++;
            news |= ALARM;
        }
        if (nowNanos >= NOTICED_MILLIS * NANOS_PER_MILLI && (!told || now - toldNanos >= REPORT_NANOS)) {
            told = true;
            toldNanos = now;
            news |= REPORT;
        }
    }

    /** The silence, if there is one, has ended at {@code endNanos}. */
    private void close(long endNanos) {
        if (!silent) {
            return;
        }
        long lasted = endNanos - sinceNanos;
        if (lasted >= PAUSE_MILLIS * NANOS_PER_MILLI) {
            meters.callerSilence(lasted);
            totalNanos += lasted;
            longestNanos = Math.max(longestNanos, lasted);
            news |= REPORT;
        }
        silent = false;
        nowNanos = 0;
        alarmed = false;
        told = false;
    }

    private void wire(boolean audible) {
        if (!audible) {
            wireFrames++;
            longestWireFrames = Math.max(longestWireFrames, wireFrames);
            return;
        }
        audibleFrames++;
        if (wireFrames > 0) {
            meters.ownSilence(wireFrames * FRAME_NANOS);
            wireFrames = 0;
        }
    }

    /** The call is over. */
    void end(long now) {
        close(now);
    }

    /** The silence that lasts, 0 when none does. */
    long nowMillis() {
        return silent ? nowNanos / NANOS_PER_MILLI : 0;
    }

    CallerSilence figures() {
        long lasts = silent && nowNanos >= PAUSE_MILLIS * NANOS_PER_MILLI ? nowNanos : 0;
        return new CallerSilence(
                nowMillis(),
                Math.max(longestNanos, lasts) / NANOS_PER_MILLI,
                (totalNanos + lasts) / NANOS_PER_MILLI,
                overLimit,
                mutes);
    }

    /** Silence of ours on the wire, whoever's turn it was. */
    long longestWireMillis() {
        return longestWireFrames * 20;
    }

    double audibleSeconds() {
        return audibleFrames * 0.02;
    }
}
