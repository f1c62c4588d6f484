package dev.sotto.media.speech.service;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what is measured. */
public final class RecordingMeter implements ServiceMeter {
    public final List<String> all = new CopyOnWriteArrayList<>();
    public final AtomicInteger streams = new AtomicInteger();
    public final AtomicInteger dropped = new AtomicInteger();

    @Override
    public void streams(int change) {
        streams.addAndGet(change);
    }

    @Override
    public void firstResult(long nanos) {
        all.add("first");
    }

    @Override
    public void finalAfter(long nanos) {
        all.add("final");
    }

    @Override
    public void failed(ServiceFailure why) {
        all.add("failed " + why);
    }

    @Override
    public void fellBack(String why) {
        all.add("fell back " + why);
    }

    @Override
    public void circuit(String state) {
        all.add("circuit " + state);
    }

    @Override
    public void dropped(int samples) {
        dropped.addAndGet(samples);
    }
}
