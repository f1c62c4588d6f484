package dev.sotto.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.testbed.Sounds;
import org.junit.jupiter.api.Test;

class LinearPcmTest {
    @Test
    void samplesTravelHighByteFirst() {
        byte[] payload = new byte[4];
        AudioFormat.L16.open().encode(new short[] {0x1234, -2}, 0, 2, payload, 0);
        assertThat(payload).containsExactly(0x12, 0x34, 0xFF, 0xFE);
        short[] samples = new short[2];
        assertThat(AudioFormat.L16.open().decode(payload, 0, 4, samples, 0)).isEqualTo(2);
        assertThat(samples).containsExactly(0x1234, -2);
    }

    @Test
    void halfASampleAndTooMuchAreLeftOut() {
        AudioCodec codec = AudioFormat.L16.open();
        assertThat(codec.decode(new byte[3], 0, 3, new short[2], 0)).isEqualTo(1);
        assertThat(codec.decode(new byte[4096], 0, 4096, new short[960], 0)).isEqualTo(960);
        assertThat(AudioFormat.L16_WIDE.open().decode(new byte[8192], 0, 8192, new short[960], 0))
                .isEqualTo(960);
    }

    @Test
    void theWideOneIsTwiceAsLongAndComesBackClean() {
        assertThat(AudioFormat.L16_WIDE.open().encode(new short[160], 0, 160, new byte[640], 0))
                .isEqualTo(640);
        short[] voice = Sounds.voice(250, 9000, 1000);
        short[] heard = RoundTrip.through(AudioFormat.L16_WIDE, voice, 160);
        assertThat(heard).hasSize(voice.length);
        assertThat(Snr.overall(voice, heard, Snr.delay(voice, heard, 100))).isGreaterThan(30);
    }
}
