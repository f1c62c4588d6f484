package dev.sotto.gateway.call;

import dev.sotto.media.record.CallRecording;
import dev.sotto.media.record.SoundTap;
import dev.sotto.media.session.MediaSession;
import org.jspecify.annotations.Nullable;

/**
 * Records one call once the caller has been told, leaves out what is sensitive, and tells the conversation of each. Does nothing
 * where no calls are recorded. Call context only.
 */
final class CallRecorder {
    private final @Nullable Recordings recordings;
    private final String conversationId;
    private final Told told;
    private boolean sensitive;
    private boolean over;
    private @Nullable MediaSession session;
    private @Nullable CallRecording recording;

    /** Hears what became of the recording. */
    interface Told {
        void recording(String what, long millis);
    }

    /** Says something, and then runs what is to follow it. */
    interface Voice {
        void say(String words, Runnable then);
    }

    CallRecorder(@Nullable Recordings recordings, String conversationId, Told told) {
        this.recordings = recordings;
        this.conversationId = conversationId;
        this.told = told;
    }

    /** The call is up: says that it is recorded, then records it. */
    void begin(MediaSession running, Voice voice) {
        Recordings wanted = recordings;
        if (wanted == null) {
            return;
        }
        session = running;
        if (wanted.consent().isEmpty()) {
            record(wanted, running);
        } else {
            voice.say(wanted.consent(), () -> record(wanted, running));
        }
    }

    private void record(Recordings wanted, MediaSession running) {
        if (over || recording != null) {
            return;
        }
        CallRecording begun = wanted.open(conversationId, running.frames());
        recording = begun;
        begun.pause(sensitive);
        running.tap(begun);
        told.recording(sensitive ? "paused" : "began", begun.millis());
    }

    /** What the caller is asked next is not to be recorded, or may be again. */
    void sensitive(boolean now) {
        CallRecording running = recording;
        if (running != null && now != sensitive) {
            running.pause(now);
            told.recording(now ? "paused" : "resumed", running.millis());
        }
        sensitive = now;
    }

    void end() {
        over = true;
        CallRecording running = recording;
        if (running != null && session != null) {
            session.tap(SoundTap.NONE);
            running.end();
            recording = null;
            told.recording("ended", running.millis());
        }
    }
}
