package dev.sotto.media.session;

import dev.sotto.media.speech.Narrator;
import dev.sotto.media.turn.ResumePoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line being said or waiting to be, sentence by sentence: the one that is said and the one after it are made ahead. Call
 * context only.
 */
final class Phrase {
    private static final int MADE_AHEAD = 2;
    /** Of a question: callers know by then what it is. */
    private static final int LAST_MOMENT = 8 * 800;

    private final long id;
    private final String text;
    private final boolean interruptible;
    private final Narrator narrator;
    private final List<Sentences.Range> sentences;
    private final Narrator.@Nullable Sound[] sounds;
    private final long askedNanos;
    private final ResumePoint resumePoint = new ResumePoint();

    private int at;
    private int last;
    private int made;
    /** Of the sentence: where we are in it, and how far we had come before we went back. */
    private long playedSamples;

    private long heardSamples;
    private boolean inTheMiddle;
    private long beganNanos;
    private long endedNanos;
    private SpeechOutcome outcome = SpeechOutcome.COMPLETED;

    /** Begins to have its sound made. */
    Phrase(long id, String text, boolean interruptible, Narrator narrator, long askedNanos) {
        this.id = id;
        this.text = text;
        this.interruptible = interruptible;
        this.narrator = narrator;
        this.sentences = Sentences.of(text);
        this.sounds = new Narrator.Sound[sentences.size()];
        this.last = sentences.size() - 1;
        this.askedNanos = askedNanos;
        makeAhead();
    }

    private void makeAhead() {
        while (made <= last && made < at + MADE_AHEAD) {
            sounds[made] = narrator.speak(sentence(made));
            made++;
        }
    }

    private String sentence(int index) {
        Sentences.Range range = sentences.get(index);
        return text.substring(range.from(), range.to());
    }

    private Narrator.Sound sound() {
        Narrator.Sound sound = sounds[at];
        if (sound == null) {
            throw new IllegalStateException("sentence " + at + " was not made");
        }
        return sound;
    }

    /** Reads what is there of the sentence; see {@link Narrator.Sound#read}. */
    int read(short[] into, int offset, int count) {
        int read = sound().read(into, offset, count);
        if (read > 0) {
            playedSamples += read;
            heardSamples = Math.max(heardSamples, playedSamples);
            inTheMiddle = true;
            resumePoint.said(into, offset, read);
        }
        return read;
    }

    /** Goes back to the last place from which a sentence that was broken off can be taken up; not when all of it was said. */
    void goBack() {
        if (playedSamples > 0 && playedSamples != sound().totalSamples()) {
            playedSamples -= sound().rewind(resumePoint.back());
        }
    }

    /** The sentence has ended. False when that was the line's last, or its sound has failed. */
    boolean goOn() {
        if (sound().failed()) {
            outcome = SpeechOutcome.FAILED;
            cancelFrom(at);
            return false;
        }
        if (at == last) {
            outcome = last == sentences.size() - 1 ? SpeechOutcome.COMPLETED : SpeechOutcome.YIELDED;
            return false;
        }
        at++;
        playedSamples = 0;
        heardSamples = 0;
        resumePoint.begin();
        makeAhead();
        return true;
    }

    /**
     * Says no more than the sentence that is being said. False when none is: then nothing of it is said any more, and it has
     * ended.
     */
    boolean giveWay() {
        boolean whole = heardSamples > 0 && playedSamples == sound().totalSamples();
        if (heardSamples == 0 || whole) {
            outcome = whole && at == sentences.size() - 1 ? SpeechOutcome.COMPLETED : SpeechOutcome.YIELDED;
            cancelFrom(at);
            return false;
        }
        cancelFrom(at + 1);
        last = at;
        return true;
    }

    /** It is a question of which only the last moment is left to say. */
    boolean asks() {
        long total = sound().totalSamples();
        boolean ending = at == last && total >= 0 && total - playedSamples < LAST_MOMENT;
        return ending && text.strip().endsWith("?");
    }

    void fail() {
        cancelFrom(at);
        outcome = SpeechOutcome.FAILED;
    }

    void interrupt() {
        cancelFrom(at);
        outcome = SpeechOutcome.INTERRUPTED;
    }

    private void cancelFrom(int first) {
        for (int index = first; index < made; index++) {
            Narrator.Sound sound = sounds[index];
            if (sound != null) {
                sound.cancel();
            }
        }
    }

    /** A frame of it that can be heard has gone out. True for the first one. */
    boolean sounded(long nowNanos) {
        boolean first = endedNanos == beganNanos;
        beganNanos = first ? nowNanos : beganNanos;
        endedNanos = nowNanos + PlayoutClock.FRAME_NANOS;
        return first;
    }

    /** Some of its sound has been read. */
    boolean inTheMiddle() {
        return inTheMiddle;
    }

    Spoken finished() {
        return new Spoken(id, outcome, heard(), beganNanos, endedNanos);
    }

    private String heard() {
        if (outcome == SpeechOutcome.COMPLETED) {
            return text;
        }
        Sentences.Range range = sentences.get(at);
        long total = sound().totalSamples();
        if (outcome == SpeechOutcome.YIELDED && heardSamples > 0) {
            return text.substring(0, range.to()).strip();
        }
        return (text.substring(0, range.from()) + HeardText.of(sentence(at), heardSamples, total)).strip();
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
