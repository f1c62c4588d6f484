package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.turn.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameLoopTest {
    private static SpokenPhrase phrase(int frames) {
        short[] samples = new short[160 * frames];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8_000 * Math.sin(i * 2 * Math.PI * 400 / 8_000));
        }
        return SpokenPhrase.of("tone", samples);
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void talkSpurtsAndPausesCanBeHeardInEveryMedium(Medium medium) {
        FrameLoop loop = FrameLoop.of(medium.format(), phrase(80));

        assertThat(loop.frames()).isEqualTo(80 + 2 * 79);
        AudioCodec codec = medium.format().open();
        short[] samples = new short[AudioCodec.MAX_SAMPLES];
        int audible = 0;
        for (int i = 0; i < loop.frames(); i++) {
            byte[] payload = loop.at(i);
            int count = codec.decode(payload, 0, payload.length, samples, 0);
            assertThat(count).as("20 ms in every payload").isEqualTo(160);
            audible += Level.of(samples, 0, count) > Level.AUDIBLE_DB ? 1 : 0;
        }
        assertThat(audible).as("speech, and what a codec lets ring").isBetween(80, 90);
    }

    @Test
    void aMutedTelephoneIsSilent() {
        FrameLoop loop = FrameLoop.of(AudioFormat.PCMU, null);

        short[] samples = new short[160];
        for (int i = 0; i < loop.frames(); i++) {
            AudioFormat.PCMU.open().decode(loop.at(i), 0, 160, samples, 0);
            assertThat(Level.of(samples, 0, 160)).isLessThan(Level.AUDIBLE_DB);
        }
    }
}
