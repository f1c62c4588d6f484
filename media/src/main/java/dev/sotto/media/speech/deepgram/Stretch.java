package dev.sotto.media.speech.deepgram;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.deepgram.DeepgramMessage.Words;
import dev.sotto.media.speech.service.PlainWords;
import dev.sotto.media.speech.service.QueuedDictation;
import java.util.Map;
import java.util.TreeMap;

/**
 * An utterance's stretch of the sound on a connection, and the words found in it so far. Final words are kept by where they
 * begin: what comes twice replaces itself, what comes late finds its place. Service context only.
 */
final class Stretch {
    /** Services round times; 50 ms, which is shorter than a word. */
    private static final long TOLERANCE = 400;

    private final QueuedDictation dictation;
    private final TreeMap<Long, Words> finals = new TreeMap<>();
    private long from = -1;
    private long to = Long.MAX_VALUE;
    private boolean flushed;
    private long closedNanos;
    private long flushedNanos;

    Stretch(QueuedDictation dictation) {
        this.dictation = dictation;
    }

    QueuedDictation dictation() {
        return dictation;
    }

    boolean begun() {
        return from >= 0;
    }

    void beginAt(long sample) {
        from = sample;
    }

    /** All of its sound was sent. */
    boolean closed() {
        return to != Long.MAX_VALUE;
    }

    void closeAt(long sample, long nowNanos) {
        if (from < 0) {
            from = sample;
        }
        to = sample;
        closedNanos = nowNanos;
    }

    long closedNanos() {
        return closedNanos;
    }

    /** Nothing was sent: there is nothing to hear. */
    boolean empty() {
        return from == to;
    }

    /** The middle of the words lies in it. */
    boolean holds(Words words) {
        long middle = (words.from() + words.to()) / 2;
        return begun() && middle >= from && middle < to;
    }

    /** Everything up to its end was flushed. */
    boolean flushedBy(Words words) {
        return closed() && words.flushed() && words.to() >= to - TOLERANCE;
    }

    void flushed(long nowNanos) {
        if (!flushed) {
            flushed = true;
            flushedNanos = nowNanos;
        }
    }

    boolean wasFlushed() {
        return flushed;
    }

    long flushedNanos() {
        return flushedNanos;
    }

    void add(Words words) {
        if (words.isFinal()) {
            finals.put(words.from(), words);
            dictation.partial(text());
        } else {
            dictation.partial(joined(text(), PlainWords.of(words.text())));
        }
    }

    /** Final words cover it, but for what is shorter than a word. */
    boolean covered() {
        long reached = from;
        for (Words words : finals.values()) {
            if (words.from() > reached + TOLERANCE) {
                return false;
            }
            reached = Math.max(reached, words.to());
        }
        return closed() && reached >= to - TOLERANCE;
    }

    Hypothesis hypothesis() {
        double weighed = 0;
        int letters = 0;
        for (Words words : finals.values()) {
            int length = PlainWords.of(words.text()).length();
            weighed += words.confidence() * length;
            letters += length;
        }
        return letters == 0 ? Hypothesis.NOTHING : new Hypothesis(text(), weighed / letters);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Long, Words> entry : finals.entrySet()) {
            String words = PlainWords.of(entry.getValue().text());
            text.append(text.isEmpty() || words.isEmpty() ? "" : " ").append(words);
        }
        return text.toString();
    }

    private static String joined(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + " " + second;
    }
}
