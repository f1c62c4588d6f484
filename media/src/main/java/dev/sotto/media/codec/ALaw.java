package dev.sotto.media.codec;

/** G.711 A-law. Both directions are tables; the encoder's is indexed by the upper 12 bits (as in the ITU's G.191). */
final class ALaw implements AudioCodec {
    static final ALaw CODEC = new ALaw();

    /** Even bits are inverted on the wire. */
    private static final int MASK = 0x55;

    private static final short[] LINEAR = new short[256];
    private static final byte[] CODED = new byte[1 << 12];

    static {
        for (int code = 0; code < LINEAR.length; code++) {
            LINEAR[code] = expand(code);
        }
        for (int i = 0; i < CODED.length; i++) {
            CODED[i] = compress((short) (i << 4));
        }
    }

    private ALaw() {}

    @Override
    public int decode(byte[] payload, int offset, int length, short[] into, int intoOffset) {
        for (int i = 0; i < length; i++) {
            into[intoOffset + i] = LINEAR[payload[offset + i] & 0xFF];
        }
        return length;
    }

    @Override
    public int encode(short[] samples, int offset, int count, byte[] into, int intoOffset) {
        for (int i = 0; i < count; i++) {
            into[intoOffset + i] = CODED[(samples[offset + i] >> 4) & 0xFFF];
        }
        return count;
    }

    private static short expand(int code) {
        int plain = code ^ MASK;
        int segment = (plain & 0x70) >> 4;
        int magnitude = ((plain & 0x0F) << 4) + 8;
        if (segment > 0) {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }
        return (short) ((plain & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static byte compress(short sample) {
        int magnitude = (sample < 0 ? ~sample : sample) >> 4;
        int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
        int step = segment == 0 ? magnitude : (magnitude >> (segment - 1)) & 0x0F;
        int plain = segment << 4 | step | (sample < 0 ? 0 : 0x80);
        return (byte) (plain ^ MASK);
    }
}
