package dev.sotto.media.codec;

/** L16 at 16 kHz, converted at this border. Nothing is allocated once it is open. */
final class WideLinearPcm implements AudioCodec {
    private final Resampler narrower = Resampler.of(16_000, AudioFormat.SAMPLE_RATE);
    private final Resampler wider = Resampler.of(AudioFormat.SAMPLE_RATE, 16_000);
    private final short[] wide = new short[2 * MAX_SAMPLES];

    @Override
    public int decode(byte[] payload, int offset, int length, short[] into, int intoOffset) {
        int samples = Math.min(length / 2, wide.length);
        LinearPcm.read(payload, offset, samples, wide, 0);
        return narrower.convert(wide, 0, samples, into, intoOffset);
    }

    @Override
    public int encode(short[] samples, int offset, int count, byte[] into, int intoOffset) {
        int made = wider.convert(samples, offset, count, wide, 0);
        return LinearPcm.write(wide, 0, made, into, intoOffset);
    }
}
