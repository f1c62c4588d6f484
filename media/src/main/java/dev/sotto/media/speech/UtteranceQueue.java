package dev.sotto.media.speech;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A leg's samples on their way from the call's context to a worker: a ring that grows up to its limit and then loses the
 * oldest, and the utterances that they belong to. Both sides hold the lock while some hundred samples are copied, no
 * longer.
 */
final class UtteranceQueue {
    private static final int FIRST_SIZE = 4_096;

    /** One begin; positions count the samples of the leg's utterances. */
    static final class Utterance {
        private final SpeechContext expected;
        private final long from;
        private long to = Long.MAX_VALUE;
        private long endNanos;

        /** Set on the call's context, read anywhere. */
        private volatile boolean abandoned;

        private Utterance(SpeechContext expected, long from) {
            this.expected = expected;
            this.from = from;
        }

        SpeechContext expected() {
            return expected;
        }

        boolean abandoned() {
            return abandoned;
        }

        /** When it ended; known to whoever has taken its end. */
        long endNanos() {
            return endNanos;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final int maxSamples;
    private final LongAdder waiting;
    private final ArrayDeque<Utterance> utterances = new ArrayDeque<>(4);
    private short[] ring = new short[FIRST_SIZE];
    private long read;
    private long written;

    /** {@code waiting} is kept at the samples queued, over all queues that share it. */
    UtteranceQueue(int maxSamples, LongAdder waiting) {
        this.maxSamples = maxSamples;
        this.waiting = waiting;
    }

    Utterance begin(SpeechContext expected) {
        lock.lock();
        try {
            Utterance unfinished = utterances.peekLast();
            if (unfinished != null && unfinished.to == Long.MAX_VALUE) {
                unfinished.abandoned = true;
                unfinished.to = written;
            }
            var utterance = new Utterance(expected, written);
            utterances.addLast(utterance);
            return utterance;
        } finally {
            lock.unlock();
        }
    }

    void end(Utterance utterance, long nowNanos) {
        lock.lock();
        try {
            utterance.endNanos = nowNanos;
            utterance.to = Math.min(utterance.to, written);
        } finally {
            lock.unlock();
        }
    }

    void abandon(Utterance utterance) {
        lock.lock();
        try {
            utterance.abandoned = true;
            utterance.to = Math.min(utterance.to, written);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many old samples were lost. */
    int offer(short[] samples, int offset, int count) {
        lock.lock();
        try {
            makeRoom(count);
            int size = ring.length;
            int at = (int) (written % size);
            int first = Math.min(count, size - at);
            System.arraycopy(samples, offset, ring, at, first);
            System.arraycopy(samples, offset + first, ring, 0, count - first);
            written += count;
            waiting.add(count);
            int lost = (int) Math.max(0, written - read - maxSamples);
            readTo(read + lost);
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest utterance that is not abandoned; samples of abandoned ones are skipped. */
    @Nullable
    Utterance current() {
        lock.lock();
        try {
            Utterance first = utterances.peekFirst();
            while (first != null && first.abandoned) {
                readTo(first.to);
                utterances.removeFirst();
                first = utterances.peekFirst();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Takes up to {@code into.length} samples of the utterance. */
    int poll(Utterance utterance, short[] into) {
        lock.lock();
        try {
            readTo(utterance.from);
            int count = (int) Math.max(0, Math.min(into.length, Math.min(utterance.to, written) - read));
            int at = (int) (read % ring.length);
            int first = Math.min(count, ring.length - at);
            System.arraycopy(ring, at, into, 0, first);
            System.arraycopy(ring, 0, into, first, count - first);
            readTo(read + count);
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what is left of an utterance that ended before {@code beforeNanos}. Returns how many samples were lost. */
    int skipIfEnded(Utterance utterance, long beforeNanos) {
        lock.lock();
        try {
            if (utterance.to == Long.MAX_VALUE || utterance.endNanos - beforeNanos > 0) {
                return 0;
            }
            int lost = (int) Math.max(0, utterance.to - Math.max(read, utterance.from));
            readTo(utterance.to);
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** True once: when the utterance has ended and all of it was taken. */
    boolean takeEnd(Utterance utterance) {
        lock.lock();
        try {
            if (utterance.to > read || utterances.peekFirst() != utterance) {
                return false;
            }
            utterances.removeFirst();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is wanted any more. */
    void clear() {
        lock.lock();
        try {
            utterances.clear();
            readTo(written);
        } finally {
            lock.unlock();
        }
    }

    int depth() {
        lock.lock();
        try {
            return (int) (written - read);
        } finally {
            lock.unlock();
        }
    }

    /** Something can be done with at least {@code samples} queued, or with an end. */
    boolean ready(int samples) {
        lock.lock();
        try {
            Utterance first = utterances.peekFirst();
            return first != null && (first.to != Long.MAX_VALUE || first.abandoned || written - read >= samples);
        } finally {
            lock.unlock();
        }
    }

    private void readTo(long position) {
        if (position > read) {
            waiting.add(read - position);
            read = position;
        }
    }

    private void makeRoom(int count) {
        int needed = (int) Math.min(maxSamples, written - read) + count;
        if (needed <= ring.length) {
            return;
        }
        short[] larger = new short[Math.max(needed, Math.min(2 * ring.length, maxSamples + count))];
        for (long i = read; i < written; i++) {
            larger[(int) (i % larger.length)] = ring[(int) (i % ring.length)];
        }
        ring = larger;
    }
}
