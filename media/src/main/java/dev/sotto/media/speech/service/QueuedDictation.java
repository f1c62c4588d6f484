package dev.sotto.media.speech.service;

import dev.sotto.media.speech.Hypothesis;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An utterance between a call's context, which puts sound in, and a service's context, which takes it out and puts results
 * in. Each side sees only its own methods. Whatever comes after the result, a failure or {@link #abandon} is ignored.
 */
public final class QueuedDictation implements Dictation {
    /** A service that is further behind than this is too slow to be of use. */
    static final int MAX_SAMPLES = 8_000 * 10;

    /** The service's side is woken for at least this much, 60 ms. */
    private static final int WORTH_WAKING = 480;

    private final Executor call;
    private final Executor service;
    private final Listener listener;
    private final Runnable wake;
    private final ServiceMeter meter;

    // any thread
    private final SoundQueue queue = new SoundQueue(MAX_SAMPLES);
    private final AtomicBoolean waking = new AtomicBoolean();
    private volatile boolean ended;
    private volatile boolean abandoned;

    // service context only
    private boolean over;
    private String partial = "";

    /**
     * Begins an utterance.
     *
     * @param call context of the call: where the listener is called
     * @param service where {@code wake} is run whenever there is sound, an end or an abandonment to look at
     */
    public QueuedDictation(Executor call, Executor service, Listener listener, ServiceMeter meter, Runnable wake) {
        this.call = call;
        this.service = service;
        this.listener = listener;
        this.meter = meter;
        this.wake = wake;
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
        if (ended || abandoned) {
            return;
        }
        int lost = queue.offer(samples, offset, count);
        if (lost > 0) {
            meter.dropped(lost);
        }
        if (queue.depth() >= WORTH_WAKING) {
            wake();
        }
    }

    @Override
    public void end() {
        ended = true;
        wake();
    }

    @Override
    public void abandon() {
        abandoned = true;
        queue.clear();
        wake();
    }

    private void wake() {
        if (waking.compareAndSet(false, true)) {
            service.execute(() -> {
                waking.set(false);
                wake.run();
            });
        }
    }

    /** Service context: sound that was said, up to {@code into.length} samples. */
    public int poll(short[] into) {
        return over ? 0 : queue.poll(into);
    }

    /** Service context: samples that wait. */
    public int depth() {
        return over ? 0 : queue.depth();
    }

    /** Service context: no more sound will come than {@link #depth}. */
    public boolean ended() {
        return ended || abandoned;
    }

    /** Service context: whatever it heard, nobody wants it. */
    public boolean unwanted() {
        return over || abandoned;
    }

    /** Service context. */
    public void partial(String text) {
        if (!unwanted() && !text.equals(partial)) {
            partial = text;
            tell(() -> listener.onPartial(text));
        }
    }

    /** Service context: all was understood. */
    public void finish(Hypothesis hypothesis) {
        if (!unwanted()) {
            tell(() -> listener.onFinal(hypothesis));
        }
        over = true;
        queue.clear();
    }

    /** Service context: it won't be understood. */
    public void fail(ServiceFailure why) {
        if (!unwanted()) {
            tell(() -> listener.onFailure(why));
        }
        over = true;
        queue.clear();
    }

    /** A loop that has been shut down has no calls. */
    private void tell(Runnable news) {
        try {
            call.execute(() -> {
                if (!abandoned) {
                    news.run();
                }
            });
        } catch (RejectedExecutionException stopped) {
            over = true;
        }
    }
}
