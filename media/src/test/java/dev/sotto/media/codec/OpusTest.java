package dev.sotto.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneProbe;
import dev.sotto.media.turn.Level;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpusTest {
    private final byte[] payload = new byte[1500];

    @ParameterizedTest
    @ValueSource(ints = {80, 160, 320, 480})
    void packetsOfEveryLengthComeBackAsLong(int samples) {
        short[] voice = Sounds.voice(220, 8000, 960);
        short[] heard = RoundTrip.through(AudioFormat.OPUS, voice, samples);
        assertThat(heard).hasSize(voice.length / samples * samples);
        int delay = Snr.delay(voice, heard, 120);
        assertThat(Snr.overall(voice, heard, delay)).isGreaterThan(10);
    }

    @Test
    void aToneStaysItself() {
        short[] heard = RoundTrip.through(AudioFormat.OPUS, Sounds.tone(800, 8000, 1000), 160);
        assertThat(ToneProbe.share(heard, 800)).isGreaterThan(0.9);
        assertThat(Level.of(heard, 4000, 4000)).isBetween(-17.0, -13.0);
    }

    /** What follows a lost packet still tells how it sounded; a decoder's guess from the past can't. */
    @Test
    void aLostPacketIsRecoveredFromTheNextOne() {
        short[] voice = Sounds.voice(200, 9000, 2000);
        double withIt = lossySnr(voice, true);
        double withoutIt = lossySnr(voice, false);
        assertThat(withIt).isGreaterThan(withoutIt + 1);
    }

    private double lossySnr(short[] voice, boolean recover) {
        AudioCodec encoder = AudioFormat.OPUS.open("stereo=0; useinbandfec=1");
        AudioCodec decoder = AudioFormat.OPUS.open();
        short[] heard = new short[voice.length];
        boolean lost = false;
        for (int at = 0, frame = 0; at + 160 <= voice.length; at += 160, frame++) {
            int bytes = encoder.encode(voice, at, 160, payload, 0);
            if (frame % 6 == 5) {
                lost = true;
                continue;
            }
            if (lost) {
                int made = recover
                        ? decoder.recover(payload, 0, bytes, heard, at - 160, 160)
                        : decoder.conceal(heard, at - 160, 160);
                assertThat(made).isEqualTo(160);
                lost = false;
            }
            decoder.decode(payload, 0, bytes, heard, at);
        }
        return Snr.overall(voice, heard, Snr.delay(voice, heard, 120));
    }

    @Test
    void aGapFadesInsteadOfEndingWithAClick() {
        AudioCodec encoder = AudioFormat.OPUS.open();
        AudioCodec decoder = AudioFormat.OPUS.open();
        short[] voice = Sounds.voice(200, 9000, 400);
        short[] heard = new short[160];
        assertThat(decoder.conceal(heard, 0, 160)).isZero();
        for (int at = 0; at + 160 <= voice.length; at += 160) {
            decoder.decode(payload, 0, encoder.encode(voice, at, 160, payload, 0), heard, 0);
        }
        double before = Level.of(heard, 0, 160);
        assertThat(decoder.conceal(heard, 0, 160)).isEqualTo(160);
        assertThat(Level.of(heard, 0, 160)).isGreaterThan(before - 12);
        for (int i = 0; i < 20; i++) {
            decoder.conceal(heard, 0, 160);
        }
        assertThat(Level.of(heard, 0, 160)).isLessThan(before - 20);
    }

    @Test
    void whatIsNoOpusGivesNothingAndDoesNoHarm() {
        AudioCodec decoder = AudioFormat.OPUS.open();
        Random random = new Random(3);
        short[] into = new short[AudioCodec.MAX_SAMPLES + 10];
        for (int i = 0; i < 3000; i++) {
            random.nextBytes(payload);
            int made = decoder.decode(payload, 0, random.nextInt(80), into, 0);
            assertThat(made).isBetween(0, AudioCodec.MAX_SAMPLES);
        }
        assertThat(Arrays.copyOfRange(into, AudioCodec.MAX_SAMPLES, into.length))
                .containsOnly(0);
        short[] tone = Sounds.tone(800, 8000, 400);
        byte[] coded = new byte[1500];
        AudioCodec encoder = AudioFormat.OPUS.open();
        short[] heard = new short[tone.length];
        for (int at = 0; at + 160 <= tone.length; at += 160) {
            decoder.decode(coded, 0, encoder.encode(tone, at, 160, coded, 0), heard, at);
        }
        assertThat(ToneProbe.hears(Arrays.copyOfRange(heard, 1600, 3200), 800)).isTrue();
    }
}
