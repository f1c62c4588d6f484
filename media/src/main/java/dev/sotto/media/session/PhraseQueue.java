package dev.sotto.media.session;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What is being said and what waits: bounded, in order. Between two sentences, of one line or of two, there is a breath and
 * nothing more, however they were cut. Ends are kept until they are reported. Call context only.
 */
final class PhraseQueue {
    /** 60 ms; with what is left of the silence around a sentence's own sound it is a pause of about 0.1 s. */
    static final int BREATH_SAMPLES = 480;

    /** A phrase whose sound doesn't come for three seconds is given up: nobody shall hear silence for longer. */
    static final int STARVED_FRAMES = 150;

    private final int limit;
    private final MediaMeters meters;
    private final Deque<Phrase> waiting = new ArrayDeque<>();
    private final Deque<Spoken> finished = new ArrayDeque<>();
    private @Nullable Phrase current;
    private long underruns;
    private int starvedFrames;
    private int breath;
    private boolean breathDue;
    private boolean paused;

    PhraseQueue(int limit, MediaMeters meters) {
        this.limit = limit;
        this.meters = meters;
    }

    boolean full() {
        return waiting.size() >= limit;
    }

    void add(Phrase phrase) {
        if (current == null) {
            current = phrase;
        } else {
            waiting.add(phrase);
        }
    }

    /** There is no room, or no sound, for it. */
    void refuse(long id) {
        finished.add(new Spoken(id, SpeechOutcome.FAILED, "", 0, 0));
    }

    /** Fills a whole frame, with silence where there is no sound. Returns the phrase whose sound is in it. */
    @Nullable
    Phrase fill(short[] frame) {
        Arrays.fill(frame, (short) 0);
        int filled = Math.min(breath, frame.length);
        breath -= filled;
        Phrase heard = null;
        while (filled < frame.length && current != null && !(paused && current.interruptible())) {
            int read = current.read(frame, filled, frame.length - filled);
            if (read == 0) {
                starved(current);
                break;
            }
            starvedFrames = 0;
            if (read > 0) {
                heard = current;
                filled += read;
                breathDue = true;
                continue;
            }
            if (!current.goOn()) {
                next();
            }
            filled += breathe(frame.length - filled);
        }
        return heard;
    }

    /** Begins the pause after a sentence. Returns how much of it is in this frame. */
    private int breathe(int room) {
        int whole = breathDue ? BREATH_SAMPLES : 0;
        int now = Math.min(whole, room);
        breathDue = false;
        breath = whole - now;
        return now;
    }

    private void starved(Phrase phrase) {
        if (++starvedFrames >= STARVED_FRAMES) {
            phrase.fail();
            next();
            starvedFrames = 0;
            return;
        }
        if (phrase.inTheMiddle()) {
            underruns++;
            meters.underrun();
        }
    }

    private void next() {
        if (current != null) {
            finished.add(current.finished());
        }
        current = waiting.poll();
    }

    /** From the next frame on nothing is said that may be interrupted. Returns whether something was being said. */
    boolean pause() {
        boolean broke = !paused && current != null && current.interruptible();
        paused = true;
        return broke;
    }

    /** Takes up what was broken off, from the last place where that can be done. Returns whether there was anything. */
    boolean resume() {
        Phrase brokenOff = paused ? current : null;
        paused = false;
        if (brokenOff == null || !brokenOff.interruptible()) {
            return false;
        }
        brokenOff.goBack();
        return true;
    }

    boolean paused() {
        return paused;
    }

    /** The end of a question is being said, and nothing comes after it: what is heard now is an answer. */
    boolean asks() {
        return waiting.isEmpty() && current != null && current.asks();
    }

    /** Ends everything, or only what may be interrupted; nothing is paused any more. Returns whether something was being said. */
    boolean stop(boolean evenUninterruptible) {
        Phrase saying = current;
        boolean stopped = saying != null && (evenUninterruptible || saying.interruptible());
        if (saying != null && stopped) {
            interrupt(saying);
        }
        for (Iterator<Phrase> it = waiting.iterator(); it.hasNext(); ) {
            Phrase phrase = it.next();
            if (evenUninterruptible || phrase.interruptible()) {
                it.remove();
                interrupt(phrase);
            }
        }
        current = stopped ? waiting.poll() : saying;
        breathDue &= !stopped;
        paused = false;
        return stopped;
    }

    /**
     * Lets the sentence that is being said come to its end and forgets the rest, but for what may not be interrupted. What has
     * not begun to sound ends at once.
     */
    void giveWay() {
        for (Iterator<Phrase> it = waiting.iterator(); it.hasNext(); ) {
            Phrase phrase = it.next();
            if (phrase.interruptible() && !phrase.giveWay()) {
                it.remove();
                finished.add(phrase.finished());
            }
        }
        Phrase saying = current;
        if (saying != null && saying.interruptible() && !saying.giveWay()) {
            next();
            breathe(0);
        }
    }

    private void interrupt(Phrase phrase) {
        phrase.interrupt();
        finished.add(phrase.finished());
    }

    /** The next end that nobody was told of, or null. */
    @Nullable
    Spoken pollFinished() {
        return finished.poll();
    }

    /** What is being said now. */
    @Nullable
    Phrase current() {
        return current;
    }

    long underruns() {
        return underruns;
    }
}
