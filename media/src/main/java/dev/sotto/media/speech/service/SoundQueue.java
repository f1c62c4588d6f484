package dev.sotto.media.speech.service;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Samples between two threads: grows up to its limit and then loses the oldest. Both sides hold the lock while some hundred
 * samples are copied, no longer.
 */
final class SoundQueue {
    private static final int FIRST_SIZE = 2_048;

    private final ReentrantLock lock = new ReentrantLock();
    private final int maxSamples;
    private short[] ring = new short[FIRST_SIZE];
    private int first;
    private int size;

    SoundQueue(int maxSamples) {
        this.maxSamples = maxSamples;
    }

    /** Returns how many old samples were lost. */
    int offer(short[] samples, int offset, int count) {
        lock.lock();
        try {
            int skipped = Math.max(0, count - maxSamples);
            int taken = count - skipped;
            int lost = Math.max(0, size + taken - maxSamples);
            drop(lost);
            makeRoom(size + taken);
            int at = (first + size) % ring.length;
            int toEnd = Math.min(taken, ring.length - at);
            System.arraycopy(samples, offset + skipped, ring, at, toEnd);
            System.arraycopy(samples, offset + skipped + toEnd, ring, 0, taken - toEnd);
            size += taken;
            return lost + skipped;
        } finally {
            lock.unlock();
        }
    }

    /** Takes up to {@code into.length} samples. */
    int poll(short[] into) {
        lock.lock();
        try {
            int count = Math.min(into.length, size);
            int toEnd = Math.min(count, ring.length - first);
            System.arraycopy(ring, first, into, 0, toEnd);
            System.arraycopy(ring, 0, into, toEnd, count - toEnd);
            drop(count);
            return count;
        } finally {
            lock.unlock();
        }
    }

    int depth() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            drop(size);
        } finally {
            lock.unlock();
        }
    }

    private void drop(int count) {
        first = (first + count) % ring.length;
        size -= count;
    }

    private void makeRoom(int needed) {
        if (needed <= ring.length) {
            return;
        }
        short[] larger = new short[Math.max(needed, Math.min(2 * ring.length, maxSamples))];
        int toEnd = Math.min(size, ring.length - first);
        System.arraycopy(ring, first, larger, 0, toEnd);
        System.arraycopy(ring, 0, larger, toEnd, size - toEnd);
        ring = larger;
        first = 0;
    }
}
