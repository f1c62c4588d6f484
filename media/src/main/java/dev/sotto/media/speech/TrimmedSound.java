package dev.sotto.media.speech;

import java.util.Arrays;

/**
 * Takes the silence off both ends of a phrase, so that what follows can follow at once, whichever engine spoke; pauses within
 * it stay. One worker.
 */
final class TrimmedSound implements Synthesizer.Sink {
    /** Consonants begin softly and vowels fade: this much of the quiet around the sound is kept, 20 ms. */
    static final int MARGIN = 160;

    /** Louder than this is sound: 50 dB below the loudest there is. */
    private static final int QUIET = 100;

    private final Synthesizer.Sink sink;
    private short[] held = new short[8_000];
    private int count;
    private boolean begun;

    TrimmedSound(Synthesizer.Sink sink) {
        this.sink = sink;
    }

    @Override
    public boolean accept(short[] samples, int offset, int size) {
        int end = offset + size;
        int loud = end;
        while (loud > offset && Math.abs(samples[loud - 1]) <= QUIET) {
            loud--;
        }
        boolean wanted = true;
        if (loud > offset) {
            int from = begun ? offset : firstLoud(samples, offset);
            wanted = release(begun ? count : Math.min(count + from - offset, MARGIN), samples, offset, from);
            begun = true;
            wanted &= sink.accept(samples, from, loud - from);
            hold(samples, loud, end - loud);
            return wanted;
        }
        hold(samples, offset, size);
        return wanted;
    }

    @Override
    public void standIn() {
        sink.standIn();
    }

    private static int firstLoud(short[] samples, int offset) {
        int at = offset;
        while (Math.abs(samples[at]) <= QUIET) {
            at++;
        }
        return at;
    }

    /** Hands on the last {@code wanted} quiet samples before {@code from}. */
    private boolean release(int wanted, short[] samples, int offset, int from) {
        hold(samples, offset, from - offset);
        boolean more = wanted == 0 || sink.accept(held, count - wanted, wanted);
        count = 0;
        return more;
    }

    private void hold(short[] samples, int offset, int size) {
        if (count + size > held.length) {
            held = Arrays.copyOf(held, Math.max(count + size, 2 * held.length));
        }
        System.arraycopy(samples, offset, held, count, size);
        count += size;
    }

    /** The phrase is whole. */
    void end() {
        int margin = Math.min(count, MARGIN);
        if (begun && margin > 0) {
            sink.accept(held, 0, margin);
        }
        count = 0;
    }
}
