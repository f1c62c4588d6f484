package dev.sotto.media.codec;

/**
 * G.711 mu-law. Both directions are tables; the encoder's is indexed by the upper 14 bits, which is all that mu-law looks
 * at. Negative samples are taken in one's complement as in the ITU's reference (G.191).
 */
final class MuLaw implements AudioCodec {
    static final MuLaw CODEC = new MuLaw();

    private static final int BIAS = 33;
    private static final short[] LINEAR = new short[256];
    private static final byte[] CODED = new byte[1 << 14];

    static {
        for (int code = 0; code < LINEAR.length; code++) {
            LINEAR[code] = expand(code);
        }
        for (int i = 0; i < CODED.length; i++) {
            CODED[i] = compress((short) (i << 2));
        }
    }

    private MuLaw() {}

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
            into[intoOffset + i] = CODED[(samples[offset + i] >> 2) & 0x3FFF];
        }
        return count;
    }

    private static short expand(int code) {
        int inverted = ~code & 0xFF;
        int magnitude = ((((inverted & 0x0F) << 1) + BIAS) << ((inverted & 0x70) >> 4)) - BIAS;
        return (short) ((inverted & 0x80) != 0 ? -magnitude * 4 : magnitude * 4);
    }

    private static byte compress(short sample) {
        int magnitude = Math.min(((sample < 0 ? ~sample : sample) >> 2) + BIAS, 0x1FFF);
        int segment = 32 - Integer.numberOfLeadingZeros(magnitude >> 6);
        int step = (magnitude >> (segment + 1)) & 0x0F;
        int positive = ~(segment << 4 | step) & 0x7F;
        return (byte) (sample < 0 ? positive : positive | 0x80);
    }
}
