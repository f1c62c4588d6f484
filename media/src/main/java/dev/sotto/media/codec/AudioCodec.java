package dev.sotto.media.codec;

/**
 * Turns 8 kHz linear samples into payload and back. One per direction of a call, as some codecs keep state. Payload comes from
 * outside: what can't be decoded gives no samples, never an exception.
 */
public interface AudioCodec {
    /** Most samples that one payload gives: 120 ms, the longest packet of any format here. */
    int MAX_SAMPLES = 960;

    /**
     * Decodes a whole payload.
     *
     * @return how many samples were written to {@code into}, at most {@link #MAX_SAMPLES}; 0 when the payload is none
     */
    int decode(byte[] payload, int offset, int length, short[] into, int intoOffset);

    /**
     * Encodes {@code count} samples.
     *
     * @param count a whole number of 10 ms, at most 60 ms
     * @return how many bytes were written to {@code into}
     */
    int encode(short[] samples, int offset, int count, byte[] into, int intoOffset);

    /**
     * Makes a lost packet out of the redundancy in the one that follows it, before that one is decoded.
     *
     * @param samples how long the lost one was
     * @return how many samples were written to {@code into}; 0 when the format has no such thing
     */
    default int recover(byte[] following, int offset, int length, short[] into, int intoOffset, int samples) {
        return 0;
    }

    /**
     * Goes on without a packet, from what the decoder knows of the sound so far.
     *
     * @return how many samples were written to {@code into}; 0 when the format leaves that to others
     */
    default int conceal(short[] into, int intoOffset, int samples) {
        return 0;
    }
}
