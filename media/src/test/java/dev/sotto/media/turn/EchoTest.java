package dev.sotto.media.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.freetts.FreeTtsSynthesizer;
import dev.sotto.media.testbed.RecordedSpeech;
import dev.sotto.media.testbed.Room;
import dev.sotto.media.testbed.Sounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real voice of ours, its echo out of a room, and recorded callers, in virtual time. */
class EchoTest {
    private static final long FRAME = 20_000_000;
    private static final String OURS =
            "Thank you for calling Harbour Outfitters. I can help with orders, refunds and deliveries."
                    + " Your order of last Tuesday is on its way, and it should be with you by tomorrow evening.";
    private static final short[] VOICE = ours();

    private final TurnSettings settings = TurnSettings.DEFAULTS;
    private final VoiceDetector voice = new VoiceDetector(settings.voiceMarginDb());
    private final Endpointing endpointing = new Endpointing(settings);
    private final BargeIn bargeIn = new BargeIn(settings);
    private long now = FRAME;

    private static short[] ours() {
        List<short[]> parts = new ArrayList<>();
        try (FreeTtsSynthesizer synthesizer = FreeTtsSynthesizer.load()) {
            synthesizer.synthesize(OURS, (samples, offset, count) -> {
                parts.add(Arrays.copyOfRange(samples, offset, offset + count));
                return true;
            });
        }
        return Sounds.join(parts.toArray(new short[0][]));
    }

    private static short[] louder(short[] samples, double db) {
        short[] changed = new short[samples.length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = (short) Math.max(-32768, Math.min(32767, samples[i] * Math.pow(10, db / 20)));
        }
        return changed;
    }

    /** Speech by level of what is voiced in it. */
    private static double levelDb(short[] samples) {
        List<Double> levels = new ArrayList<>();
        for (int at = 0; at + 160 <= samples.length; at += 160) {
            levels.add(Level.of(samples, at, 160));
        }
        double most = Collections.max(levels);
        return levels.stream()
                .filter(level -> level > most - 20)
                .mapToDouble(level -> level)
                .average()
                .orElse(most);
    }

    /** When we were interrupted, in milliseconds of ours, or -1. */
    private int interruptedAt(short[] ours, short[] heard) {
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
            bargeIn.played(Arrays.copyOfRange(ours, at, at + 160), Level.of(ours, at, 160), true, now);
        }
        return -1;
    }

    @ParameterizedTest
    @CsvSource({
        "40, 10", "120, 10", "200, 10", "300, 10", "380, 10", "40, 15", "120, 15", "200, 15", "300, 15", "40, 20",
        "160, 20", "300, 20", "120, 25", "300, 25", "120, 6"
    })
    void ourVoiceOutOfTheirLoudspeakerDoesNotInterruptUs(int delayMillis, double lossDb) {
        short[] back = new Room(delayMillis, lossDb, delayMillis).echo(VOICE);
        short[] heard = Sounds.mix(back, Sounds.noise(15, VOICE.length / 8, 5));
        assertThat(interruptedAt(VOICE, heard)).isEqualTo(-1);
    }

    @Test
    void delayAndLossAreFound() {
        Echo echo = new Echo();
        short[] back = new Room(200, 12, 3).echo(VOICE);
        for (int at = 0; at < 70 * 160; at += 160) {
            echo.heard(Arrays.copyOfRange(back, at, at + 160));
            echo.sent(Arrays.copyOfRange(VOICE, at, at + 160), Level.of(VOICE, at, 160));
        }
        assertThat(echo.isOurs()).isTrue();
        System.out.printf("likeness of an echo: %.2f, loss %.1f dB%n", echo.likeness(), echo.lossDb());
        assertThat(echo.delayMillis()).isBetween(195, 205);
        assertThat(echo.lossDb()).isBetween(9.0, 15.0);
    }

    @Test
    void everyCallerIsHeardOverTheirOwnTelephonesEcho() {
        List<short[]> callers = RecordedSpeech.of("caller8");
        for (int lossDb : new int[] {10, 15, 25, 60}) {
            List<Integer> after = new ArrayList<>();
            int missed = 0;
            for (int i = 0; i < callers.size(); i++) {
                int at = listen(callers.get(i), i, lossDb);
                if (at < 0) {
                    missed++;
                } else {
                    after.add(at);
                }
            }
            Collections.sort(after);
            System.out.printf(
                    "echo -%d dB: %d of %d callers missed; heard after p50 %d ms, p95 %d ms of their speech%n",
                    lossDb, missed, callers.size(), after.get(after.size() / 2), after.get(after.size() * 95 / 100));
            assertThat(missed).isLessThanOrEqualTo(callers.size() / 20);
            assertThat(after.get(after.size() / 2)).isLessThanOrEqualTo(lossDb < 12 ? 400 : 260);
        }
    }

    /** After how long a caller, as loud as we are, who begins 2.5 s into our speech, is heard; -1: never. */
    private int listen(short[] caller, int index, int lossDb) {
        EchoTest fresh = new EchoTest();
        short[] trimmed = Arrays.copyOfRange(caller, onset(caller), caller.length);
        short[] said = louder(trimmed, levelDb(VOICE) - levelDb(trimmed));
        short[] back = new Room(60 + 7 * index, lossDb, index).echo(VOICE);
        short[] theirs = Sounds.join(Sounds.silence(2_500), said, Sounds.silence(20_000));
        short[] heard = Sounds.mix(Sounds.mix(back, theirs), Sounds.noise(15, VOICE.length / 8, 5));
        int at = fresh.interruptedAt(VOICE, heard);
        assertThat(at < 0 || at >= 2_500).as("nothing but the echo, at " + at).isTrue();
        return at < 0 ? -1 : at - 2_500;
    }

    private static int onset(short[] samples) {
        int at = 0;
        while (Level.of(samples, at, 160) < -38) {
            at += 160;
        }
        return at;
    }

    /** How alike two voices are that are not one. */
    @Test
    void anotherVoiceIsNoCopy() {
        List<Double> likeness = new ArrayList<>();
        for (short[] caller : RecordedSpeech.of("caller8")) {
            Echo echo = new Echo();
            int from = onset(caller);
            for (int at = 0; at < 60 * 160; at += 160) {
                echo.heard(Arrays.copyOfRange(caller, from + at % 8_000, from + at % 8_000 + 160));
                echo.sent(Arrays.copyOfRange(VOICE, at, at + 160), Level.of(VOICE, at, 160));
                if (at > 10 * 160 && at % 1_600 == 0) {
                    echo.isOurs();
                    likeness.add(echo.likeness());
                }
            }
        }
        Collections.sort(likeness);
        long wrong = likeness.stream().filter(found -> found >= Echo.COPY).count();
        System.out.printf(
                "likeness of strangers: p50 %.2f, p95 %.2f, most %.2f; %d of %d taken for a copy%n",
                likeness.get(likeness.size() / 2),
                likeness.get(likeness.size() * 95 / 100),
                likeness.get(likeness.size() - 1),
                wrong,
                likeness.size());
        assertThat(wrong).isLessThanOrEqualTo(likeness.size() / 50);
    }

    @Test
    void aComparisonIsMeasured() {
        Echo echo = new Echo();
        for (int at = 0; at < 40 * 160; at += 160) {
            echo.heard(Arrays.copyOfRange(VOICE, at, at + 160));
            echo.sent(Arrays.copyOfRange(VOICE, at, at + 160), -20);
        }
        for (int i = 0; i < 300; i++) {
            echo.isOurs();
        }
        long begin = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            echo.isOurs();
        }
        long micros = (System.nanoTime() - begin) / 100_000;
        System.out.println("a comparison takes " + micros + " us");
        assertThat(micros).isPositive();
    }
}
