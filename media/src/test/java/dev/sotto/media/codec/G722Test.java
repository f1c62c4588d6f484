package dev.sotto.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneProbe;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Bit by bit against another implementation: the check sums are what spandsp 0.0.6 ({@code g722_encode}, {@code g722_decode}, 64
 * kbit/s, G722_SAMPLE_RATE_8000) makes of the same input.
 */
class G722Test {
    private static final int SAMPLES = 8000;

    private int random = 12_345;

    private int next() {
        random = (random * 1_103_515_245 + 12_345) & 0x7FFF_FFFF;
        return random;
    }

    /** Filtered noise whose level jumps, up to full scale. */
    private short[] jumpingNoise() {
        int[] quieter = {0, 3, 6, 9, 1, 12, 4, 0};
        short[] noise = new short[SAMPLES];
        int smooth = 0;
        for (int i = 0; i < SAMPLES; i++) {
            int sample = ((next() >> 15) & 0xFFFF) - 32_768;
            smooth = (smooth * 3 + (sample >> quieter[(i / 400) % 8])) >> 2;
            noise[i] = (short) smooth;
        }
        return noise;
    }

    private static long checksum(short[] samples) {
        CRC32 crc = new CRC32();
        for (short sample : samples) {
            crc.update(sample);
            crc.update(sample >> 8);
        }
        return crc.getValue();
    }

    @Test
    void encodesBitByBitAsTheOtherImplementation() {
        byte[] codes = new byte[SAMPLES];
        AudioFormat.G722.open().encode(jumpingNoise(), 0, SAMPLES, codes, 0);
        CRC32 lowerBits = new CRC32();
        for (byte code : codes) {
            lowerBits.update(code & 0x3F);
        }
        assertThat(lowerBits.getValue()).isEqualTo(0xF418_3F69L);
    }

    @Test
    void decodesBitByBitWhatItEncoded() {
        short[] heard = RoundTrip.through(AudioFormat.G722, jumpingNoise(), 160);
        assertThat(heard).startsWith(48, -134, 366, -1036, -2742, -2818);
        assertThat(checksum(heard)).isEqualTo(0x403F_6FBEL);
    }

    /** Every code after every other: saturations and both clamps. */
    @Test
    void decodesRandomBytesBitByBit() {
        random = 99;
        byte[] codes = new byte[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            codes[i] = (byte) (next() >> 16);
        }
        short[] heard = new short[SAMPLES];
        AudioCodec decoder = AudioFormat.G722.open();
        for (int at = 0; at < SAMPLES; at += 160) {
            assertThat(decoder.decode(codes, at, 160, heard, at)).isEqualTo(160);
        }
        assertThat(checksum(heard)).isEqualTo(0x5C80_10A4L);
    }

    @Test
    void aToneKeepsItsPitchAndLevel() {
        short[] tone = Sounds.tone(1000, 10_000, 500);
        short[] heard = RoundTrip.through(AudioFormat.G722, tone, 160);
        assertThat(ToneProbe.share(heard, 1000)).isGreaterThan(0.98);
        assertThat(Snr.overall(tone, heard, 0)).isGreaterThan(25);
        assertThat(peak(heard)).isBetween(9_000, 11_000);
    }

    private static int peak(short[] samples) {
        return IntStream.range(2000, samples.length)
                .map(i -> Math.abs(samples[i]))
                .max()
                .orElse(0);
    }

    @Test
    void directionsHaveStatesOfTheirOwn() {
        AudioCodec codec = AudioFormat.G722.open();
        short[] tone = Sounds.tone(700, 9000, 100);
        byte[] before = new byte[tone.length];
        codec.encode(tone, 0, tone.length, before, 0);
        AudioCodec other = AudioFormat.G722.open();
        byte[] after = new byte[tone.length];
        for (int at = 0; at < tone.length; at += 160) {
            other.decode(before, at, 160, new short[160], 0);
            other.encode(tone, at, 160, after, at);
        }
        assertThat(Arrays.equals(after, before)).isTrue();
    }
}
