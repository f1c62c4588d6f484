package dev.sotto.media.speech;

import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decoders that are expensive to open, lent for one utterance at a time. What an engine learns of a leg lives outside of
 * them, so as many are open as legs have spoken at once. Any thread; opening happens on the borrower's.
 */
public final class DecoderPool<D> implements AutoCloseable {
    private final Supplier<D> opener;
    private final Consumer<D> closer;
    private final int maxIdle;
    private final ConcurrentLinkedDeque<D> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closed;

    /** Keeps up to {@code maxIdle} decoders that nobody uses. */
    public DecoderPool(Supplier<D> opener, Consumer<D> closer, int maxIdle) {
        this.opener = opener;
        this.closer = closer;
        this.maxIdle = maxIdle;
    }

    /** The decoder used last, which is warm, or a new one. */
    public D borrow() {
        D decoder = idle.pollFirst();
        if (decoder != null) {
            idleCount.decrementAndGet();
            return decoder;
        }
        D opened = opener.get();
        open.incrementAndGet();
        return opened;
    }

    /** Opens {@code count} decoders now, so that the first calls don't wait for them. */
    public void warm(int count) {
        var opened = new ArrayList<D>();
        for (int i = 0; i < count; i++) {
            opened.add(borrow());
        }
        opened.forEach(this::giveBack);
    }

    /** Gives back a decoder that has no utterance. */
    public void giveBack(D decoder) {
        if (closed || idleCount.incrementAndGet() > maxIdle) {
            if (!closed) {
                idleCount.decrementAndGet();
            }
            discard(decoder);
            return;
        }
        idle.addFirst(decoder);
        if (closed) {
            close();
        }
    }

    /** Closes a borrowed decoder whose state is unknown. */
    public void discard(D decoder) {
        open.decrementAndGet();
        closer.accept(decoder);
    }

    /** Decoders that exist, lent or idle. */
    public int open() {
        return open.get();
    }

    /** Closes the idle ones; those that are lent are closed when they come back. */
    @Override
    public void close() {
        closed = true;
        for (D decoder = idle.pollFirst(); decoder != null; decoder = idle.pollFirst()) {
            discard(decoder);
        }
    }
}
