package dev.sotto.media.session;

import dev.sotto.media.speech.Narrator;
import dev.sotto.media.turn.Level;
import org.jspecify.annotations.Nullable;

/** Says phrases frame by frame and tells the listener how each of them ended. Call context only. */
final class Speaking {
    private static final long PROMPT_ID = -1;

    private final Narrator narrator;
    private final PhraseQueue phrases;
    private final MediaListener listener;
    private final MediaMeters meters;
    private final @Nullable String prompt;
    private @Nullable Phrase sounding;

    /** {@code prompt}: what is said over and over, or null. */
    Speaking(Narrator narrator, int limit, MediaListener listener, MediaMeters meters, @Nullable String prompt) {
        this.narrator = narrator;
        this.phrases = new PhraseQueue(limit, meters);
        this.listener = listener;
        this.meters = meters;
        this.prompt = prompt;
    }

    static Speaking of(MediaEngine.Parts parts, MediaMode mode, MediaListener listener) {
        MediaSettings settings = parts.settings();
        String prompt = mode == MediaMode.PROMPT ? settings.prompt() : null;
        return new Speaking(parts.narrator(), settings.phraseLimit(), listener, parts.meters(), prompt);
    }

    /** Queues a phrase; its sound is begun to be made now, so that it is there when its turn comes. */
    void say(long id, String text, boolean interruptible, long nowNanos) {
        if (phrases.full()) {
            phrases.refuse(id);
        } else {
            phrases.add(new Phrase(id, text, interruptible, narrator, nowNanos));
        }
    }

    /** See {@link PhraseQueue#stop}. */
    boolean stop(boolean evenUninterruptible) {
        return phrases.stop(evenUninterruptible);
    }

    /** See {@link PhraseQueue#pause}. */
    boolean pause() {
        return phrases.pause();
    }

    /** See {@link PhraseQueue#resume}. */
    boolean resume() {
        return phrases.resume();
    }

    boolean paused() {
        return phrases.paused();
    }

    /** See {@link PhraseQueue#asks}. */
    boolean asks() {
        return phrases.asks();
    }

    /** See {@link PhraseQueue#giveWay}. */
    void giveWay() {
        phrases.giveWay();
    }

    /** Fills a frame. Returns whether it is part of a phrase, which stays so in that phrase's own pauses. */
    boolean fill(short[] frame, long nowNanos) {
        if (prompt != null && phrases.current() == null) {
            say(PROMPT_ID, prompt, false, nowNanos);
        }
        sounding = phrases.fill(frame);
        return sounding != null;
    }

    /** The frame that was filled last is on the wire. */
    void sent(double levelDb, long nowNanos) {
        Phrase phrase = sounding;
        if (phrase != null && levelDb > Level.AUDIBLE_DB && phrase.sounded(nowNanos)) {
            meters.firstSound(nowNanos - phrase.askedNanos());
            if (phrase.id() != PROMPT_ID || prompt == null) {
                listener.onFirstSound(phrase.id());
            }
        }
    }

    /** Tells the listener what has ended since the last time. */
    void report() {
        Spoken spoken = phrases.pollFinished();
        while (spoken != null) {
            if (spoken.speechId() != PROMPT_ID || prompt == null) {
                listener.onSpeechFinished(spoken);
            }
            spoken = phrases.pollFinished();
        }
    }

    boolean active() {
        return phrases.current() != null;
    }

    long underruns() {
        return phrases.underruns();
    }
}
