package dev.sotto.media.session;

import dev.sotto.media.speech.Narrator;

/** Something being said or waiting to be. Call context only. */
final class Phrase {
    private final long id;
    private final String text;
    private final boolean interruptible;
    private final Narrator.Sound sound;
    private final long askedNanos;

    private long playedSamples;
    private boolean begun;
    private SpeechOutcome outcome = SpeechOutcome.COMPLETED;

    Phrase(long id, String text, boolean interruptible, Narrator.Sound sound, long askedNanos) {
        this.id = id;
        this.text = text;
        this.interruptible = interruptible;
        this.sound = sound;
        this.askedNanos = askedNanos;
    }

    /** Reads what is there; see {@link Narrator.Sound#read}. */
    int read(short[] into, int offset, int count) {
        int read = sound.read(into, offset, count);
        playedSamples += Math.max(0, read);
        return read;
    }

    void end() {
        outcome = sound.failed() ? SpeechOutcome.FAILED : SpeechOutcome.COMPLETED;
    }

    void fail() {
        sound.cancel();
        outcome = SpeechOutcome.FAILED;
    }

    void interrupt() {
        sound.cancel();
        outcome = SpeechOutcome.INTERRUPTED;
    }

    /** True once, when its first sound is heard. */
    boolean begins() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    boolean inTheMiddle() {
        return playedSamples > 0;
    }

    PhraseQueue.Finished finished() {
        boolean whole = outcome == SpeechOutcome.COMPLETED;
        String heard = whole ? text : HeardText.of(text, playedSamples, sound.totalSamples());
        return new PhraseQueue.Finished(id, outcome, heard);
    }

    long id() {
        return id;
    }

    boolean interruptible() {
        return interruptible;
    }

    long askedNanos() {
        return askedNanos;
    }
}
