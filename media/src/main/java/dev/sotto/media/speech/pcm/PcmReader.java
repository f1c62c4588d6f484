package dev.sotto.media.speech.pcm;

import dev.sotto.media.speech.Synthesizer;

/**
 * Bytes of 16 bit little-endian samples, in pieces of any size, into a sink of 8 kHz samples. One thread.
 */
public final class PcmReader {
    private final Synthesizer.Sink sink;
    private final RateConverter converter;
    private final short[] chunk = new short[800];
    private int count;
    private int low = -1;
    private boolean wanted = true;
    private long delivered;

    /** @param rate of the bytes, from 8,000 to 48,000 */
    public PcmReader(int rate, Synthesizer.Sink sink) {
        this.sink = sink;
        converter = new RateConverter(rate);
    }

    /** Returns false when no more is wanted. What is whole is handed on at once: its listener waits. */
    public boolean accept(byte[] bytes, int offset, int size) {
        for (int i = offset; i < offset + size && wanted; i++) {
            if (low < 0) {
                low = bytes[i] & 0xFF;
            } else {
                push((short) (bytes[i] << 8 | low));
                low = -1;
            }
        }
        flush();
        return wanted;
    }

    /** All bytes have come: hands on what the filter still holds. */
    public void end() {
        for (int i = converter.delay(); i > 0 && wanted; i--) {
            push(0);
        }
        flush();
    }

    /** Samples that the sink has. */
    public long delivered() {
        return delivered;
    }

    private void push(float sample) {
        count += converter.push(sample, chunk, count);
        if (count == chunk.length) {
            flush();
        }
    }

    private void flush() {
        if (count > 0 && wanted) {
            delivered += count;
            wanted = sink.accept(chunk, 0, count);
        }
        count = 0;
    }
}
