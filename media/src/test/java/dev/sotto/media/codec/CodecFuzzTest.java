package dev.sotto.media.codec;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever comes as payload gives a bounded number of samples, or none. */
class CodecFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void anyPayloadIsDecodedWithinBounds(FuzzedDataProvider data) {
        AudioFormat format = data.pickValue(AudioFormat.values());
        AudioCodec codec = format.open();
        short[] into = new short[AudioCodec.MAX_SAMPLES];
        for (int packet = 0; packet < 8 && data.remainingBytes() > 0; packet++) {
            byte[] payload = data.consumeBytes(format.maxPayloadBytes());
            boolean recover = data.consumeBoolean();
            int samples = recover
                    ? codec.recover(payload, 0, payload.length, into, 0, 160)
                    : codec.decode(payload, 0, payload.length, into, 0);
            if (samples < 0 || samples > into.length) {
                throw new AssertionError(format + " gave " + samples + " samples");
            }
            codec.conceal(into, 0, 160);
        }
    }

    @FuzzTest(maxDuration = "10s")
    void anyParametersOpenAnEncoder(FuzzedDataProvider data) {
        AudioCodec codec = AudioFormat.OPUS.open(data.consumeRemainingAsString());
        if (codec.encode(new short[160], 0, 160, new byte[1500], 0) <= 0) {
            throw new AssertionError("no packet");
        }
    }
}
