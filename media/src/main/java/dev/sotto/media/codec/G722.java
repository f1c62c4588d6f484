package dev.sotto.media.codec;

/**
 * G.722 at 64 kbit/s, as far as 8 kHz sound needs it. G.722 splits its 16 kHz sound into two bands of 4 kHz and sends 6 bits for each
 * sample of the lower one and 2 for the upper. The lower band is 8 kHz sound already: it is decoded and encoded alone, without
 * filters, at a third of the cost; the upper one is told to be empty.
 */
final class G722 implements AudioCodec {
    /** The upper band's smallest step, upwards: from rest, decoders adapt to it until nothing is left. */
    private static final int EMPTY_UPPER_BAND = 0xC0;

    private final G722LowBand heard = new G722LowBand();
    private final G722LowBand spoken = new G722LowBand();

    @Override
    public int decode(byte[] payload, int offset, int length, short[] into, int intoOffset) {
        int samples = Math.min(length, MAX_SAMPLES);
        for (int i = 0; i < samples; i++) {
            // the band's samples have half the size of the sound's
            into[intoOffset + i] = (short) (heard.decode(payload[offset + i] & 0x3F) << 1);
        }
        return samples;
    }

    @Override
    public int encode(short[] samples, int offset, int count, byte[] into, int intoOffset) {
        for (int i = 0; i < count; i++) {
            into[intoOffset + i] = (byte) (EMPTY_UPPER_BAND | spoken.encode(samples[offset + i] >> 1));
        }
        return count;
    }
}
