package dev.sotto.media.session;

import dev.sotto.media.turn.Level;

/** Measures silence as energy on the wire, not as the absence of events. Call context only. */
final class SilenceMeter {
    private final MediaMeters meters;
    private long silentFrames;
    private long longestFrames;
    private long audibleFrames;

    SilenceMeter(MediaMeters meters) {
        this.meters = meters;
    }

    void accept(double levelDb) {
        if (levelDb <= Level.AUDIBLE_DB) {
            silentFrames++;
            longestFrames = Math.max(longestFrames, silentFrames);
            return;
        }
        audibleFrames++;
        if (silentFrames > 0) {
            meters.ownSilence(silentFrames * PlayoutClock.FRAME_NANOS);
            silentFrames = 0;
        }
    }

    long longestMillis() {
        return longestFrames * 20;
    }

    double audibleSeconds() {
        return audibleFrames * 0.02;
    }
}
