package dev.sotto.media.codec;

import java.util.Arrays;

/** Sound through a codec and back. */
final class RoundTrip {
    private RoundTrip() {}

    static short[] through(AudioFormat format, short[] sound, int frameSamples) {
        return through(format.open(), format.open(), sound, frameSamples);
    }

    static short[] through(AudioCodec encoder, AudioCodec decoder, short[] sound, int frameSamples) {
        byte[] payload = new byte[4096];
        short[] heard = new short[sound.length + AudioCodec.MAX_SAMPLES];
        int made = 0;
        for (int at = 0; at + frameSamples <= sound.length; at += frameSamples) {
            int bytes = encoder.encode(sound, at, frameSamples, payload, 0);
            made += decoder.decode(payload, 0, bytes, heard, made);
        }
        return Arrays.copyOf(heard, made);
    }
}
