package dev.sotto.media.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What is being said and what waits: bounded, in order. Ends are kept until they are reported. Call context only. */
final class PhraseQueue {
    /** A phrase whose sound doesn't come for three seconds is given up: nobody shall hear silence for longer. */
    static final int STARVED_FRAMES = 150;

    private final int limit;
    private final MediaMeters meters;
    private final Deque<Phrase> waiting = new ArrayDeque<>();
    private final Deque<Finished> finished = new ArrayDeque<>();
    private @Nullable Phrase current;
    private long underruns;
    private int starvedFrames;

    PhraseQueue(int limit, MediaMeters meters) {
        this.limit = limit;
        this.meters = meters;
    }

    /** How something that was to be said has ended. */
    record Finished(long id, SpeechOutcome outcome, String heardText) {}

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
        finished.add(new Finished(id, SpeechOutcome.FAILED, ""));
    }

    /** Fills a whole frame, with silence where there is no sound. Returns the phrase whose sound is in it. */
    @Nullable
    Phrase fill(short[] frame) {
        int filled = 0;
        Phrase heard = null;
        while (filled < frame.length && current != null) {
            int read = current.read(frame, filled, frame.length - filled);
            if (read > 0) {
                heard = current;
                filled += read;
            } else if (read < 0) {
                current.end();
                next();
            } else {
                starved(current);
                break;
            }
            starvedFrames = 0;
        }
        for (int i = filled; i < frame.length; i++) {
            frame[i] = 0;
        }
        return heard;
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

    /** Ends everything, or only what may be interrupted. Returns whether something was being said. */
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
        return stopped;
    }

    private void interrupt(Phrase phrase) {
        phrase.interrupt();
        finished.add(phrase.finished());
    }

    /** The next end that nobody was told of, or null. */
    @Nullable
    Finished pollFinished() {
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
