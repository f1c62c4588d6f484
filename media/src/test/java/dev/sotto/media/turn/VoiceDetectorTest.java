package dev.sotto.media.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.testbed.Sounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The detector together with {@link Endpointing}: which sounds begin a speech, and when. */
class VoiceDetectorTest {
    private static final long FRAME = 20_000_000;

    private final VoiceDetector voice = new VoiceDetector(TurnSettings.DEFAULTS.voiceMarginDb());
    private final Endpointing endpointing = new Endpointing(TurnSettings.DEFAULTS);
    private long now;

    /** Milliseconds into {@code samples} at which speech was believed, or -1. */
    private int startedAfter(short[] samples) {
        int started = -1;
        for (int at = 0; at + 160 <= samples.length; at += 160) {
            now += FRAME;
            boolean voiced = voice.accept(samples, at, 160, endpointing.anyVoice(), 0, Level.SILENCE_DB);
            boolean begins = endpointing.accept(voiced, voice.steady(), now) == Endpointing.Change.STARTED;
            started = begins && started < 0 ? (at + 160) / 8 : started;
        }
        return started;
    }

    @Test
    void speechIsBelievedSoonAfterItBegins() {
        startedAfter(Sounds.silence(1000));
        assertThat(startedAfter(Sounds.voice(200, 5000, 1000))).isBetween(120, 160);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 300, 3000})
    void steadyNoiseIsNotSpeechWhereverItBegins(int amplitude) {
        assertThat(startedAfter(Sounds.noise(amplitude, 2000, 1))).isEqualTo(-1);
        assertThat(startedAfter(Sounds.silence(2000))).isEqualTo(-1);
        assertThat(startedAfter(Sounds.noise(amplitude, 5000, 2))).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {350, 440, 1004, 2100})
    void lineTonesAreNotSpeech(int hertz) {
        short[] call = Sounds.join(
                Sounds.tone(hertz, 8000, 400),
                Sounds.silence(300),
                Sounds.tone(hertz, 8000, 500),
                Sounds.silence(500),
                Sounds.tone(hertz, 8000, 2000));
        assertThat(startedAfter(call)).isEqualTo(-1);
    }

    /** Ringing and busy as several countries have them. */
    @ParameterizedTest
    @CsvSource({
        "440, 480, 2000, 4000",
        "400, 450, 400, 200",
        "425, 425, 1000, 4000",
        "480, 620, 500, 500",
        "350, 440, 3000, 100"
    })
    void whatTheNetworkPlaysIsNotSpeech(double one, double other, int onMillis, int offMillis) {
        short[] tone = Sounds.mix(Sounds.tone(one, 4000, onMillis), Sounds.tone(other, 4000, onMillis));
        short[] period = Sounds.join(tone, Sounds.silence(offMillis));
        assertThat(startedAfter(Sounds.join(Sounds.silence(500), period, period, period)))
                .isEqualTo(-1);
    }

    @Test
    void aClickIsNotSpeech() {
        startedAfter(Sounds.silence(500));
        short[] click = Sounds.join(Sounds.noise(8000, 40, 3), Sounds.silence(500));
        assertThat(startedAfter(click)).isEqualTo(-1);
    }

    @Test
    void speechInNoiseIsHeardAndItsEndToo() {
        startedAfter(Sounds.noise(150, 2000, 4));
        short[] speech = Sounds.mix(Sounds.noise(150, 1000, 5), Sounds.voice(220, 6000, 1000));
        assertThat(startedAfter(speech)).isBetween(100, 200);
        startedAfter(Sounds.noise(150, 500, 6));
        assertThat(endpointing.speech()).isFalse();
    }

    @Test
    void theFloorFollowsNoiseUpAndDown() {
        startedAfter(Sounds.noise(300, 2000, 7));
        double loud = voice.noiseFloorDb();
        startedAfter(Sounds.noise(30, 2000, 8));
        assertThat(loud).isBetween(-45.0, -38.0);
        assertThat(voice.noiseFloorDb()).isBetween(-64.0, -58.0);
    }

    @Test
    void aConstantOffsetIsSilence() {
        short[] offset = new short[160];
        java.util.Arrays.fill(offset, (short) 500);
        assertThat(Level.of(offset, 0, 160)).isEqualTo(Level.SILENCE_DB);
        assertThat(Level.of(Sounds.tone(1000, 32767, 20), 0, 160)).isBetween(-3.1, -2.9);
    }
}
