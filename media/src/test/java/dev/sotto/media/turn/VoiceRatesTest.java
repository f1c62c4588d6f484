package dev.sotto.media.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.media.speech.ModelCheck;
import dev.sotto.media.speech.VoiceCheck;
import dev.sotto.media.speech.VoiceModel;
import dev.sotto.media.speech.vad.SileroModel;
import dev.sotto.media.testbed.RecordedSpeech;
import dev.sotto.media.testbed.Sounds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much voice is missed and how much noise is taken for voice, on recorded callers in noise, per 20 ms frame. */
class VoiceRatesTest {
    private static final int CALLERS = 20;

    /** Six other callers at once, over and over. */
    private static double[] babble(List<short[]> voices, int samples, Random random) {
        double[] sum = new double[samples];
        for (int talker = 0; talker < 6; talker++) {
            int at = -random.nextInt(8_000);
            while (at < samples) {
                short[] voice = voices.get(random.nextInt(voices.size()));
                for (int i = Math.max(0, -at); i < voice.length && at + i < samples; i++) {
                    sum[at + i] += voice[i];
                }
                at += voice.length;
            }
        }
        return sum;
    }

    private static double[] white(int samples, Random random) {
        double[] noise = new double[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = random.nextGaussian();
        }
        return noise;
    }

    /** A kitchen: a fan's hum, and every half second or so something that clatters. */
    private static double[] household(int samples, Random random) {
        double[] noise = new double[samples];
        double low = 0;
        double clatter = 0;
        for (int i = 0; i < samples; i++) {
            low = 0.97 * low + 0.25 * random.nextGaussian();
            clatter = random.nextInt(4_000) == 0 ? 4 : clatter * 0.998;
            noise[i] = low + clatter * random.nextGaussian();
        }
        return noise;
    }

    /** On hold: a chord after the other, each struck and dying away. */
    private static double[] music(int samples, Random random) {
        double[] noise = new double[samples];
        double[] hertz = new double[3];
        double strength = 0;
        for (int i = 0; i < samples; i++) {
            if (i % 3_600 == 0) {
                strength = 0.5 + random.nextDouble();
                for (int tone = 0; tone < hertz.length; tone++) {
                    hertz[tone] = 220 * Math.pow(2, random.nextInt(24) / 12.0);
                }
            }
            strength *= 0.9997;
            for (double each : hertz) {
                noise[i] += strength
                        * (Math.sin(2 * Math.PI * each * i / 8_000) + 0.3 * Math.sin(4 * Math.PI * each * i / 8_000));
            }
        }
        return noise;
    }

    private static double power(double[] samples) {
        double sum = 0;
        for (double sample : samples) {
            sum += sample * sample;
        }
        return sum / samples.length;
    }

    /** Power of the frames that are voice. */
    private static double speechPower(short[] speech, boolean[] voiced) {
        double sum = 0;
        int count = 0;
        for (int frame = 0; frame < voiced.length; frame++) {
            if (voiced[frame]) {
                for (int i = 0; i < 160; i++) {
                    sum += (double) speech[frame * 160 + i] * speech[frame * 160 + i];
                }
                count += 160;
            }
        }
        return sum / Math.max(1, count);
    }

    /** Within 30 dB of the loudest frame, gaps of up to 100 ms filled. */
    private static boolean[] label(short[] speech) {
        boolean[] voiced = new boolean[speech.length / 160];
        double most = -96;
        for (int frame = 0; frame < voiced.length; frame++) {
            most = Math.max(most, Level.of(speech, frame * 160, 160));
        }
        int last = -10;
        for (int frame = 0; frame < voiced.length; frame++) {
            if (Level.of(speech, frame * 160, 160) > most - 30) {
                for (int gap = frame - last <= 6 ? last + 1 : frame; gap <= frame; gap++) {
                    voiced[gap] = true;
                }
                last = frame;
            }
        }
        return voiced;
    }

    @ParameterizedTest
    @CsvSource({
        // noise, dB below the speech, most missed and most false alarms in per cent
        "white, 40, 12, 5",
        "white, 15, 24, 2",
        "white, 10, 31, 2",
        "white, 5, 43, 2",
        "babble, 15, 20, 45",
        "babble, 10, 20, 45",
        "babble, 5, 25, 60",
        "household, 15, 20, 20",
        "household, 10, 25, 30",
        "household, 5, 35, 35",
        "music, 15, 30, 80",
        "music, 5, 30, 90"
    })
    void missedAndFalse(String kind, int snrDb, int mostMissed, int mostFalse) {
        List<short[]> callers = RecordedSpeech.of("caller8");
        Random random = new Random(7);
        int[] count = new int[4];
        for (int i = 0; i < CALLERS; i++) {
            short[] speech = Sounds.join(Sounds.silence(2_000), callers.get(2 * i), Sounds.silence(2_000));
            List<short[]> others = new ArrayList<>(callers);
            others.remove(2 * i);
            double[] noise = switch (kind) {
                case "white" -> white(speech.length, random);
                case "babble" -> babble(others, speech.length, random);
                case "music" -> music(speech.length, random);
                default -> household(speech.length, random);
            };
            rate(speech, noise, snrDb, count);
        }
        double missed = 100.0 * count[0] / count[1];
        double wrong = 100.0 * count[2] / count[3];
        System.out.printf("%s %d dB: missed %.1f %%, false alarms %.1f %%%n", kind, snrDb, missed, wrong);
        assertThat(missed).as("missed").isLessThan(mostMissed);
        assertThat(wrong).as("false alarms").isLessThan(mostFalse);
    }

    /** The same with a real model, where one is named by {@code -Dsotto.vad}: what both stages together take for voice. */
    @ParameterizedTest
    @CsvSource({
        "white, 40",
        "white, 15",
        "white, 10",
        "white, 5",
        "babble, 15",
        "babble, 10",
        "babble, 5",
        "household, 15",
        "household, 10",
        "household, 5",
        "music, 15",
        "music, 5"
    })
    void withAModel(String kind, int snrDb) {
        String file = System.getProperty("sotto.vad", "");
        assumeTrue(!file.isEmpty(), "no voice model");
        try (SileroModel silero = SileroModel.load(Path.of(file))) {
            model = silero;
            missedAndFalse(kind, snrDb, 101, 101);
        }
    }

    private VoiceModel model;

    private void rate(short[] speech, double[] noise, int snrDb, int[] count) {
        boolean[] voiced = label(speech);
        double gain = Math.sqrt(speechPower(speech, voiced) / power(noise)) * Math.pow(10, -snrDb / 20.0);
        short[] call = new short[speech.length];
        for (int i = 0; i < call.length; i++) {
            call[i] = (short) Math.max(-32768, Math.min(32767, speech[i] + gain * noise[i]));
        }
        VoiceDetector voice = new VoiceDetector(TurnSettings.DEFAULTS.voiceMarginDb());
        Endpointing endpointing = new Endpointing(TurnSettings.DEFAULTS);
        VoiceCheck check = model == null ? null : ModelCheck.atOnce(model);
        for (int frame = 0; frame < voiced.length; frame++) {
            boolean heard = voice.accept(call, frame * 160, 160, endpointing.anyVoice(), 0, Level.SILENCE_DB);
            if (check != null) {
                check.accept(Arrays.copyOfRange(call, frame * 160, frame * 160 + 160), heard);
                heard &= !check.noise();
            }
            endpointing.accept(heard, voice.steady(), (frame + 1) * 20_000_000L);
            if (frame < 50) {
                continue;
            }
            count[voiced[frame] ? 1 : 3]++;
            count[voiced[frame] ? 0 : 2] += heard != voiced[frame] ? 1 : 0;
        }
    }
}
