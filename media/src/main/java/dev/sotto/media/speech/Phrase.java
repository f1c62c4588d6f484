package dev.sotto.media.speech;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One text as sound, growing while its readers read. One writer (a worker), any number of readers.
 *
 * <p>The writer stores the array, then the count that makes samples visible; a reader loads the count, then the array, so
 * it always sees an array that holds at least what was counted.
 */
final class Phrase implements Synthesizer.Sink {
    /** Ten minutes: nobody listens longer to one phrase. */
    private static final int MAX_SAMPLES = 8_000 * 600;

    private static final int ABANDONED = -1;

    private enum State {
        MAKING,
        MADE,
        FAILED
    }

    private final AtomicInteger listeners = new AtomicInteger(1);

    // written by the worker only
    private volatile short[] samples = new short[8_000];
    private volatile int count;
    private volatile State state = State.MAKING;
    private volatile boolean makeshift;

    @Override
    public boolean accept(short[] from, int offset, int size) {
        int taken = Math.min(size, MAX_SAMPLES - count);
        short[] into = samples;
        if (count + taken > into.length) {
            into = Arrays.copyOf(into, Math.max(count + taken, 2 * into.length));
            samples = into;
        }
        System.arraycopy(from, offset, into, count, taken);
        publish(taken);
        return taken == size && wanted();
    }

    @Override
    public void standIn() {
        makeshift = true;
    }

    /** Spoken by a voice that stood in. */
    boolean makeshift() {
        return makeshift;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // a single writer
    private void publish(int more) {
        count += more;
    }

    boolean wanted() {
        return listeners.get() != ABANDONED;
    }

    /** One more listener; false when the last one had left before the phrase was made. */
    boolean join() {
        int before = listeners.get();
        while (before != ABANDONED) {
            if (listeners.compareAndSet(before, before + 1)) {
                return true;
            }
            before = listeners.get();
        }
        return finished();
    }

    /** All samples are there. False when it was abandoned and may be incomplete. */
    boolean finish() {
        if (!wanted()) {
            state = State.FAILED;
            return false;
        }
        samples = Arrays.copyOf(samples, count);
        state = State.MADE;
        return true;
    }

    void fail() {
        state = State.FAILED;
    }

    boolean finished() {
        return state == State.MADE;
    }

    long bytes() {
        return 2L * count + 64;
    }

    Narrator.Sound sound() {
        return new Reader();
    }

    private void leave() {
        int before = listeners.get();
        while (before != ABANDONED) {
            int after = before == 1 && state == State.MAKING ? ABANDONED : before - 1;
            if (listeners.compareAndSet(before, after)) {
                return;
            }
            before = listeners.get();
        }
    }

    /** One listener's place in the phrase. */
    private final class Reader implements Narrator.Sound {
        private int position;
        private boolean left;

        @Override
        public int read(short[] into, int offset, int size) {
            if (left) {
                return -1;
            }
            boolean over = state != State.MAKING;
            int there = count - position;
            if (there == 0) {
                return over ? -1 : 0;
            }
            int taken = Math.min(there, size);
            System.arraycopy(samples, position, into, offset, taken);
            position += taken;
            return taken;
        }

        @Override
        public long totalSamples() {
            return state == State.MADE ? count : -1;
        }

        @Override
        public void cancel() {
            if (!left) {
                left = true;
                leave();
            }
        }

        @Override
        public boolean failed() {
            return state == State.FAILED && !left;
        }
    }
}
