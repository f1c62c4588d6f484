package dev.sotto.media.session;

import dev.sotto.media.speech.Transcriber;
import dev.sotto.media.speech.VoiceCheck;
import dev.sotto.media.turn.BargeIn;
import dev.sotto.media.turn.Endpointing;
import dev.sotto.media.turn.Expectation;
import dev.sotto.media.turn.TurnSettings;
import dev.sotto.media.turn.VoiceDetector;
import org.jspecify.annotations.Nullable;

/** Listens to the caller frame by frame: voice, speech, words. Call context only. */
final class Listening {
    private final MediaListener listener;
    private final Recognition recognition;
    private final VoiceDetector voice;
    private final Endpointing endpointing;
    private final BargeIn bargeIn;
    private final PreRoll preRoll = new PreRoll();
    private final long preRollNanos;
    private long speechFrames;
    private long framesSinceEnd;
    private boolean overUs;
    private @Nullable VoiceCheck voiceCheck;
    private Endpointing.Change change = Endpointing.Change.NONE;

    Listening(TurnSettings settings, MediaListener listener, Recognition recognition) {
        this.listener = listener;
        this.recognition = recognition;
        this.voice = new VoiceDetector(settings.voiceMarginDb());
        this.endpointing = new Endpointing(settings);
        this.bargeIn = new BargeIn(settings);
        this.preRollNanos = settings.preRoll().toNanos();
        recognition.tellWords(endpointing::words);
    }

    /** {@code whenNothing}: runs when there were no words in what had been taken for speech. */
    static Listening of(MediaEngine.Parts parts, MediaMode mode, MediaListener listener, Runnable whenNothing) {
        Transcriber transcriber = mode == MediaMode.CONVERSATION ? parts.transcriber() : null;
        Recognition recognition =
                new Recognition(transcriber, parts.loop(), listener, whenNothing, parts.meters(), parts.nanoClock());
        Listening listening = new Listening(parts.settings().turn(), listener, recognition);
        listening.check(transcriber == null ? null : transcriber.voiceCheck(parts.loop()));
        return listening;
    }

    /** Listens and tells nobody. */
    static Listening deaf(TurnSettings settings) {
        MediaListener nobody = new MediaListener() {};
        return new Listening(
                settings, nobody, new Recognition(null, task -> {}, nobody, () -> {}, MediaMeters.NONE, () -> 0));
    }

    /** Has a second opinion on what sounds like voice. */
    void check(@Nullable VoiceCheck check) {
        voiceCheck = check;
    }

    void expect(Expectation expectation, int digits) {
        endpointing.expect(expectation, digits);
        recognition.expect(expectation);
    }

    /** What we sent in the last tick: our echo may come back. */
    void played(short[] frame, double levelDb, boolean phrase, long nowNanos) {
        bargeIn.played(frame, levelDb, phrase, nowNanos);
    }

    /** Takes a frame. Returns true when the caller speaks over us and we have to stop. */
    boolean accept(short[] frame, long nowNanos) {
        preRoll.add(frame);
        bargeIn.heard(frame);
        framesSinceEnd++;
        boolean going = endpointing.anyVoice();
        boolean voiced = voice.accept(frame, 0, frame.length, going, bargeIn.extraDb(), bargeIn.leastDb());
        if (voiceCheck != null) {
            voiceCheck.accept(frame, voiced);
            voiced &= !voiceCheck.noise();
        }
        boolean admitted = voiced && (going || !bargeIn.guarding(nowNanos));
        if (admitted && endpointing.aboutToBegin() && !voice.steady() && bargeIn.echoes()) {
            admitted = false;
            endpointing.forget();
        }
        boolean wasSpeech = endpointing.speech();
        change = endpointing.accept(admitted, voice.steady(), nowNanos);
        if (wasSpeech) {
            speechFrames++;
            recognition.accept(frame);
        }
        react(nowNanos);
        boolean interrupts = bargeIn.interrupts(admitted, endpointing.speech());
        if (interrupts) {
            endpointing.overUs();
        }
        return interrupts;
    }

    private void react(long nowNanos) {
        switch (change) {
            case STARTED -> {
                overUs = bargeIn.playing();
                long heard = nowNanos - endpointing.startedNanos() + preRollNanos;
                recognition.begin(preRoll, (int) Math.min(framesSinceEnd, heard / PlayoutClock.FRAME_NANOS));
                listener.onSpeechStarted();
            }
            case ENDED, CUT -> {
                framesSinceEnd = 0;
                recognition.end(endpointing.startedNanos(), endpointing.endedNanos(), nowNanos, overUs);
            }
            case NONE -> {
                // goes on
            }
        }
    }

    /** There is voice, or may be. */
    boolean anyVoice() {
        return endpointing.anyVoice();
    }

    /** What sounded like voice was none, as a model says. */
    boolean onlyNoise() {
        return voiceCheck != null && voiceCheck.onlyNoise();
    }

    /** What the last frame has changed. */
    Endpointing.Change change() {
        return change;
    }

    /** When the speech began that has begun. */
    long startedNanos() {
        return endpointing.startedNanos();
    }

    /** When the speech ended that has ended. */
    long endedNanos() {
        return endpointing.endedNanos();
    }

    /** When the caller's speech and ours began to overlap. */
    long overlapNanos() {
        return Math.max(endpointing.startedNanos(), bargeIn.playingSinceNanos());
    }

    double speechSeconds() {
        return speechFrames * 0.02;
    }

    void close() {
        recognition.close();
    }
}
