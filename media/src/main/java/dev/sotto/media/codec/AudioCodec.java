package dev.sotto.media.codec;

/** Turns 8 kHz linear samples into payload and back. One per direction of a call, as some codecs keep state. */
public interface AudioCodec {
    /**
     * Decodes a whole payload.
     *
     * @return how many samples were written to {@code into}
     */
    int decode(byte[] payload, int offset, int length, short[] into, int intoOffset);

    /**
     * Encodes {@code count} samples.
     *
     * @return how many bytes were written to {@code into}
     */
    int encode(short[] samples, int offset, int count, byte[] into, int intoOffset);
}
