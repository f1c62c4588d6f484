package dev.sotto.media.speech.fallback;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.service.FailedService;
import dev.sotto.media.speech.service.ServiceFailure;

/** Counts what a voice delivers, from the first sound that can be heard on. A voice that delivers silence has failed. */
final class AudibleSink implements Synthesizer.Sink {
    /** 50 dB below the loudest there is. */
    private static final int QUIET = 100;

    /** No sentence begins with a longer pause, 1.5 s. */
    private static final int MAX_LEADING = 12_000;

    private final Synthesizer.Sink sink;
    private final Runnable whenAudible;
    private long leading;
    private long delivered;
    private boolean audible;
    private boolean refused;

    /** @param whenAudible run once, with the first sound */
    AudibleSink(Synthesizer.Sink sink, Runnable whenAudible) {
        this.sink = sink;
        this.whenAudible = whenAudible;
    }

    @Override
    public boolean accept(short[] samples, int offset, int count) {
        int at = offset;
        if (!audible) {
            while (at < offset + count && Math.abs(samples[at]) <= QUIET) {
                at++;
            }
            audible = at < offset + count;
            leading += at - offset;
            if (audible) {
                whenAudible.run();
            } else if (leading > MAX_LEADING) {
                throw new FailedService(ServiceFailure.MALFORMED);
            }
        }
        delivered += offset + count - at;
        refused = !sink.accept(samples, offset, count);
        return !refused;
    }

    @Override
    public void standIn() {
        sink.standIn();
    }

    boolean audible() {
        return audible;
    }

    /** Samples from the first audible one on. */
    long delivered() {
        return delivered;
    }

    boolean refused() {
        return refused;
    }
}
