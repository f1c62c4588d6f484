package dev.sotto.gateway.call;

import dev.sotto.media.speech.Narrator;
import java.util.Arrays;

/** A fifth of a second of something that can be heard, whatever the words. */
final class ShortSound implements Narrator.Sound {
    private static final int SAMPLES = 1_600;
    private int read;

    @Override
    public int read(short[] into, int offset, int count) {
        int part = Math.min(count, SAMPLES - read);
        Arrays.fill(into, offset, offset + part, (short) 3_000);
        read += part;
        return part == 0 ? -1 : part;
    }

    @Override
    public long totalSamples() {
        return SAMPLES;
    }

    @Override
    public void cancel() {
        read = SAMPLES;
    }

    @Override
    public boolean failed() {
        return false;
    }
}
