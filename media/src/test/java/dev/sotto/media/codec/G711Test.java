package dev.sotto.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of ITU-T G.711 (11/88), columns "quantized value": 1a for A-law, 2a for mu-law. */
class G711Test {
    private static short decode(AudioFormat format, int code) {
        short[] sample = new short[1];
        format.open().decode(new byte[] {(byte) code}, 0, 1, sample, 0);
        return sample[0];
    }

    private static int encode(AudioFormat format, int sample) {
        byte[] code = new byte[1];
        format.open().encode(new short[] {(short) sample}, 0, 1, code, 0);
        return code[0] & 0xFF;
    }

    /** Values from {@code first} on in steps of {@code step}: one segment of sixteen. */
    private static List<Integer> segments(int... firstAndStep) {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < firstAndStep.length; i += 2) {
            for (int j = 0; j < 16; j++) {
                values.add(firstAndStep[i] + j * firstAndStep[i + 1]);
            }
        }
        return values;
    }

    @Test
    void muLawDecodesTheTable() {
        List<Integer> table = segments(0, 2, 33, 4, 99, 8, 231, 16, 495, 32, 1023, 64, 2079, 128, 4191, 256);
        for (int i = 0; i < 128; i++) {
            assertThat(decode(AudioFormat.PCMU, 0xFF - i)).isEqualTo((short) (table.get(i) * 4));
            assertThat(decode(AudioFormat.PCMU, 0x7F - i)).isEqualTo((short) (-table.get(i) * 4));
        }
    }

    @Test
    void aLawDecodesTheTable() {
        List<Integer> table = segments(1, 2, 33, 2, 66, 4, 132, 8, 264, 16, 528, 32, 1056, 64, 2112, 128);
        for (int i = 0; i < 128; i++) {
            assertThat(decode(AudioFormat.PCMA, (0x80 | i) ^ 0x55)).isEqualTo((short) (table.get(i) * 8));
            assertThat(decode(AudioFormat.PCMA, i ^ 0x55)).isEqualTo((short) (-table.get(i) * 8));
        }
    }

    @Test
    void silenceAndTheLoudestHaveTheirKnownCodes() {
        assertThat(encode(AudioFormat.PCMU, 0)).isEqualTo(0xFF);
        assertThat(encode(AudioFormat.PCMU, 32767)).isEqualTo(0x80);
        assertThat(encode(AudioFormat.PCMU, -32768)).isEqualTo(0x00);
        assertThat(encode(AudioFormat.PCMA, 0)).isEqualTo(0xD5);
        assertThat(encode(AudioFormat.PCMA, 32767)).isEqualTo(0xAA);
        assertThat(encode(AudioFormat.PCMA, -32768)).isEqualTo(0x2A);
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioFormat.class,
            names = {"PCMU", "PCMA"})
    void everyCodeSurvivesTheRoundTrip(AudioFormat format) {
        for (int code = 0; code < 256; code++) {
            short sample = decode(format, code);
            assertThat(decode(format, encode(format, sample))).isEqualTo(sample);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioFormat.class,
            names = {"PCMU", "PCMA"})
    void everySampleIsCodedAsTheNearestWithinAHalfStep(AudioFormat format) {
        for (int sample = -32768; sample <= 32767; sample++) {
            int back = decode(format, encode(format, sample));
            int allowed = Math.max(16, Math.abs(sample) / 16);
            assertThat(Math.abs(back - sample)).isLessThanOrEqualTo(Math.min(allowed, 1024));
        }
    }
}
