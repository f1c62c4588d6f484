package dev.sotto.media.codec;

/** L16: samples as they are, high byte first (RFC 3551 section 4.5.11, RFC 2586). */
final class LinearPcm implements AudioCodec {
    static final LinearPcm NARROW = new LinearPcm();

    private LinearPcm() {}

    @Override
    public int decode(byte[] payload, int offset, int length, short[] into, int intoOffset) {
        int samples = Math.min(length / 2, MAX_SAMPLES);
        read(payload, offset, samples, into, intoOffset);
        return samples;
    }

    @Override
    public int encode(short[] samples, int offset, int count, byte[] into, int intoOffset) {
        return write(samples, offset, count, into, intoOffset);
    }

    static void read(byte[] payload, int offset, int samples, short[] into, int intoOffset) {
        for (int i = 0; i < samples; i++) {
            int at = offset + 2 * i;
            into[intoOffset + i] = (short) (payload[at] << 8 | payload[at + 1] & 0xFF);
        }
    }

    static int write(short[] samples, int offset, int count, byte[] into, int intoOffset) {
        for (int i = 0; i < count; i++) {
            int sample = samples[offset + i];
            into[intoOffset + 2 * i] = (byte) (sample >> 8);
            into[intoOffset + 2 * i + 1] = (byte) sample;
        }
        return 2 * count;
    }
}
