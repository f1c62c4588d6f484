package dev.sotto.media.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.testbed.Sounds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Our phrase, its echo and the caller, frame by frame in virtual time. */
class BargeInTest {
    private static final long FRAME = 20_000_000;

    private final TurnSettings settings = TurnSettings.DEFAULTS;
    private final VoiceDetector voice = new VoiceDetector(settings.voiceMarginDb());
    private final Endpointing endpointing = new Endpointing(settings);
    private final BargeIn bargeIn = new BargeIn(settings);
    private long now = FRAME;

    /** Plays and hears at once. Returns after how many milliseconds we were interrupted, or -1. */
    private int interruptedAfter(short[] ours, short[] heard) {
        for (int at = 0; at + 160 <= ours.length; at += 160) {
            now += FRAME;
            bargeIn.heard(Arrays.copyOfRange(heard, at, at + 160));
            boolean going = endpointing.anyVoice();
            boolean voiced = voice.accept(heard, at, 160, going, bargeIn.extraDb(), bargeIn.leastDb());
            boolean admitted = voiced && (going || !bargeIn.guarding(now));
            if (admitted && endpointing.aboutToBegin() && !voice.steady() && bargeIn.echoes()) {
                admitted = false;
                endpointing.forget();
            }
            endpointing.accept(admitted, voice.steady(), now);
            if (bargeIn.interrupts(admitted, endpointing.speech())) {
                return (at + 160) / 8;
            }
            double level = Level.of(ours, at, 160);
            bargeIn.played(Arrays.copyOfRange(ours, at, at + 160), level, level > Level.SILENCE_DB, now);
        }
        return -1;
    }

    private static short[] phrase() {
        return Sounds.voice(500, 6000, 3000);
    }

    /** What comes back of our phrase: later and quieter. */
    private static short[] echo(int delayMillis, double lossDb) {
        short[] late = Sounds.join(Sounds.silence(delayMillis), phrase());
        double factor = Math.pow(10, -lossDb / 20);
        for (int i = 0; i < late.length; i++) {
            late[i] = (short) (late[i] * factor);
        }
        return late;
    }

    @Test
    void ourOwnEchoDoesNotInterruptUs() {
        assertThat(interruptedAfter(phrase(), echo(80, 24))).isEqualTo(-1);
        assertThat(interruptedAfter(phrase(), echo(300, 22))).isEqualTo(-1);
    }

    @Test
    void theCallerOverTheEchoDoes() {
        short[] caller = Sounds.join(Sounds.silence(1000), Sounds.voice(200, 4000, 2000));
        short[] heard = Sounds.mix(echo(80, 24), caller);
        assertThat(interruptedAfter(phrase(), heard)).isBetween(1100, 1180);
    }

    @Test
    void aPhrasesFirstMomentsAreGuarded() {
        short[] soon = Sounds.join(Sounds.silence(40), Sounds.voice(200, 6000, 3000));
        assertThat(interruptedAfter(phrase(), soon)).isBetween(300, 360);
    }

    @Test
    void aCallerWhoWasTalkingAlreadyInterruptsAsWell() {
        interruptedAfter(Sounds.silence(600), Sounds.voice(200, 6000, 600));
        assertThat(interruptedAfter(phrase(), Sounds.voice(200, 6000, 3000))).isBetween(100, 180);
    }

    @Test
    void nothingInterruptsSilence() {
        assertThat(interruptedAfter(Sounds.silence(2000), Sounds.voice(200, 6000, 2000)))
                .isEqualTo(-1);
    }
}
