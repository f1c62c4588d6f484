package dev.sotto.media.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import org.jspecify.annotations.Nullable;

/**
 * Opus (RFC 6716, RFC 7587), mono at 8 kHz: both ways directly, without a resampler, as the format allows any rate on either side.
 * What is encoded carries the last packet once more, coarser (in-band FEC), where the other side can make use of it. Decoder and
 * encoder are made when they are first needed. Allocates, as the library does.
 */
final class Opus implements AudioCodec {
    /** From 4 on a frame costs twice to four times as much (110 to 190 instead of 60 us), for no better signal to noise ratio. */
    static final int COMPLEXITY = 3;

    /** What the encoder is to expect: it is what makes it spend bits on redundancy. */
    private static final int EXPECTED_LOSS_PERCENT = 5;

    private static final int MAX_BYTES = 1275;

    private final OpusParameters parameters;
    private final int complexity;
    private @Nullable OpusDecoder decoder;
    private @Nullable OpusEncoder encoder;

    Opus(OpusParameters parameters) {
        this(parameters, COMPLEXITY);
    }

    Opus(OpusParameters parameters, int complexity) {
        this.parameters = parameters;
        this.complexity = complexity;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] into, int intoOffset) {
        return length == 0 ? 0 : decode(payload, offset, length, into, intoOffset, MAX_SAMPLES, false);
    }

    @Override
    public int recover(byte[] following, int offset, int length, short[] into, int intoOffset, int samples) {
        return length == 0 ? 0 : decode(following, offset, length, into, intoOffset, samples, true);
    }

    @Override
    public int conceal(short[] into, int intoOffset, int samples) {
        return decoder == null ? 0 : decode(null, 0, 0, into, intoOffset, samples, false);
    }

    /** The payload is a stranger's and the decoder another's: whatever it throws (it asserts, too) means that these bytes are no sound. */
    private int decode(
            byte @Nullable [] payload,
            int offset,
            int length,
            short[] into,
            int intoOffset,
            int samples,
            boolean redundancy) {
        try {
            OpusDecoder used = decoder;
            if (used == null) {
                used = new OpusDecoder(AudioFormat.SAMPLE_RATE, 1);
                decoder = used;
            }
            return Math.max(0, used.decode(payload, offset, length, into, intoOffset, samples, redundancy));
        } catch (OpusException | RuntimeException | AssertionError e) {
            decoder = null;
            return 0;
        }
    }

    /** Frames of 10, 20, 40 and 60 ms are one Opus frame; what else is asked for can't be. */
    @Override
    public int encode(short[] samples, int offset, int count, byte[] into, int intoOffset) {
        try {
            OpusEncoder used = encoder;
            if (used == null) {
                used = newEncoder();
                encoder = used;
            }
            return used.encode(samples, offset, count, into, intoOffset, Math.min(MAX_BYTES, into.length - intoOffset));
        } catch (OpusException e) {
            throw new IllegalArgumentException(count + " samples are no Opus frame", e);
        }
    }

    private OpusEncoder newEncoder() throws OpusException {
        OpusEncoder made = new OpusEncoder(AudioFormat.SAMPLE_RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        made.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
        made.setBitrate(parameters.bitsPerSecond());
        made.setComplexity(complexity);
        made.setUseVBR(!parameters.constantRate());
        made.setUseInbandFEC(parameters.redundancy());
        made.setPacketLossPercent(parameters.redundancy() ? EXPECTED_LOSS_PERCENT : 0);
        return made;
    }
}
