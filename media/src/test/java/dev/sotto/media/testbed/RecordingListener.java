package dev.sotto.media.testbed;

import dev.sotto.media.session.CallerSilence;
import dev.sotto.media.session.MediaListener;
import dev.sotto.media.session.Spoken;
import dev.sotto.media.session.Utterance;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what it is told, one line each, and waits for lines with a deadline. */
public class RecordingListener implements MediaListener {
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final List<Spoken> finished = new CopyOnWriteArrayList<>();

    /** Waits for the next line that begins with {@code prefix}; others are passed over. */
    public String await(String prefix) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (true) {
            String line = unread.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no '" + prefix + "' came; what came: " + all);
            }
            if (line.startsWith(prefix)) {
                return line;
            }
        }
    }

    public List<String> all() {
        return all;
    }

    private void add(String line) {
        all.add(line);
        unread.add(line);
    }

    @Override
    public void onSpeechStarted() {
        add("speech started");
    }

    @Override
    public void onUtterance(Utterance utterance) {
        add("utterance " + utterance.text());
    }

    @Override
    public void onNothingUnderstood() {
        add("nothing understood");
    }

    @Override
    public void onPartial(String text) {
        add("partial " + text);
    }

    @Override
    public void onDigit(char digit) {
        add("digit " + digit);
    }

    @Override
    public void onSpeechFinished(Spoken spoken) {
        finished.add(spoken);
        add("finished " + spoken.speechId() + " " + spoken.outcome() + " [" + spoken.heardText() + "]");
    }

    /** What has ended, in order. */
    public List<Spoken> finished() {
        return finished;
    }

    @Override
    public void onSilence(CallerSilence silence) {
        add("silence " + silence.nowMillis() + " of " + silence.longestMillis());
    }

    @Override
    public void onSilenceTooLong(CallerSilence silence) {
        add("silence too long " + silence.nowMillis());
    }

    @Override
    public void onInaudible() {
        add("inaudible");
    }

    @Override
    public void onMediaTimeout() {
        add("timeout");
    }

    @Override
    public void onFirstSound(long speechId) {
        add("first sound " + speechId);
    }
}
