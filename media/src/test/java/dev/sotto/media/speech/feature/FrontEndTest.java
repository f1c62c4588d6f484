package dev.sotto.media.speech.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrontEndTest {
    @Test
    void powerSpectrumIsThatOfTheDefinition() {
        var random = new Random(7);
        double[] signal = random.doubles(64, -1, 1).toArray();
        double[] power = new double[33];
        new RealFft(64).power(signal, power);
        for (int k = 0; k <= 32; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < 64; n++) {
                re += signal[n] * Math.cos(2 * Math.PI * k * n / 64);
                im -= signal[n] * Math.sin(2 * Math.PI * k * n / 64);
            }
            assertThat(power[k]).as("bin %d", k).isCloseTo(re * re + im * im, within(1e-9));
        }
    }

    @Test
    void melFiltersHaveUnitArea() {
        double[] flat = new double[257];
        java.util.Arrays.fill(flat, 1);
        double[] mel = new double[MelFilters.COUNT];
        new MelFilters(16_000, 512).apply(flat, mel);
        for (double area : mel) {
            assertThat(area * 16_000 / 512).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void melScaleHasThousandAtThousandHertz() {
        assertThat(MelFilters.mel(1_000)).isCloseTo(1_000, within(0.1));
    }

    @Test
    void upsampledToneHasNoImage() {
        var upsampler = new Upsampler();
        float[] wide = new float[2 * 2_048];
        for (int i = 0; i < 2_048; i++) {
            upsampler.push((float) (10_000 * Math.sin(2 * Math.PI * 1_000 * i / 8_000)), wide, 2 * i);
        }
        double[] signal = new double[1_024];
        for (int i = 0; i < signal.length; i++) {
            signal[i] = wide[1_024 + i];
        }
        double[] power = new double[513];
        new RealFft(1_024).power(signal, power);
        // 1 kHz is bin 64, its image at 7 kHz bin 448
        assertThat(power[448] / power[64]).isLessThan(1e-6);
        assertThat(Math.sqrt(power[64]) / 512).isCloseTo(10_000, within(50.0));
    }

    @Test
    void louderSpeechChangesOnlyTheFirstCepstrum() {
        float[] quiet = noise(4_000, 300);
        float[] loud = new float[quiet.length];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = 4 * quiet[i];
        }
        List<float[]> before = cepstra(quiet);
        List<float[]> after = cepstra(loud);
        assertThat(before).hasSize((4_000 - 410) / 160 + 1);
        for (int f = 0; f < before.size(); f++) {
            // a factor of four is 2 ln 4 in each of 25 channels, times sqrt(1/25)
            assertThat(after.get(f)[0] - before.get(f)[0]).isCloseTo((float) (5 * 2 * Math.log(4)), within(0.05f));
            for (int i = 1; i < Mfcc.SIZE; i++) {
                assertThat(after.get(f)[i]).isCloseTo(before.get(f)[i], within(0.05f));
            }
        }
    }

    @Test
    void steadyNoiseIsReducedAndSpeechIsNot() {
        var reduction = new NoiseReduction(1);
        double[] mel = {0};
        for (int i = 0; i < 2_000; i++) {
            mel[0] = 100;
            reduction.apply(mel);
        }
        assertThat(mel[0]).as("steady noise").isLessThan(10);
        for (int i = 0; i < 10; i++) {
            mel[0] = 100_000;
            reduction.apply(mel);
        }
        assertThat(mel[0]).as("speech").isGreaterThan(90_000);
    }

    @Test
    void digitalSilenceGivesFiniteCepstra() {
        for (float[] frame : cepstra(new float[8_000])) {
            for (float value : frame) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void noCorrectionKeepsFramesAndContextLosesNone() {
        short[] sound = new short[4_000];
        var random = new Random(3);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (random.nextGaussian() * 1_000);
        }
        int plain = frames(Correction.none(), sound).size();
        assertThat(plain).isEqualTo((8_000 - 410) / 160 + 1);
        assertThat(frames(Correction.frameByFrame(), sound)).hasSize(plain);
        assertThat(frames(Correction.inContext(), sound)).hasSize(plain);
    }

    @Test
    void correctionDependsOnItsNeighboursOnlyInContext() {
        assertThat(Correction.frameByFrame().context()).isZero();
        assertThat(Correction.inContext().context()).isEqualTo(3);
        float[] ring = new float[Mfcc.SIZE];
        float[] out = new float[Mfcc.SIZE];
        Correction.frameByFrame().apply(ring, 1, 0, out);
        // the bias row of the resource
        assertThat(out[2]).isEqualTo(11.6699f);
    }

    @Test
    void samplesMayComeInAnyPortions() {
        short[] sound = new short[3_000];
        var random = new Random(5);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (random.nextGaussian() * 2_000);
        }
        var frames = new ArrayList<float[]>();
        var frontEnd = new TelephoneFrontEnd(Correction.inContext(), f -> frames.add(f.clone()));
        frontEnd.begin();
        for (int at = 0; at < sound.length; ) {
            int count = Math.min(1 + random.nextInt(300), sound.length - at);
            frontEnd.accept(sound, at, count);
            at += count;
        }
        frontEnd.end();
        assertThat(frames.toArray(new float[0][]))
                .isDeepEqualTo(frames(Correction.inContext(), sound).toArray(new float[0][]));
    }

    @Test
    void meanIsRemovedInTheLongRun() {
        var mean = new RunningMean();
        float[] frame = new float[Mfcc.SIZE];
        for (int i = 0; i < 20_000; i++) {
            java.util.Arrays.fill(frame, 20);
            mean.apply(frame);
        }
        for (float value : frame) {
            assertThat(value).isCloseTo(0, within(0.01f));
        }
    }

    @Test
    void rampHasSpeedAndNoAcceleration() {
        var frames = new ArrayList<float[]>();
        var deltas = new Deltas(f -> frames.add(f.clone()));
        deltas.begin();
        for (int t = 0; t < 20; t++) {
            float[] cepstra = new float[Mfcc.SIZE];
            cepstra[0] = 2 * t;
            deltas.accept(cepstra);
        }
        deltas.end();
        assertThat(frames).hasSize(20);
        assertThat(frames.get(10)[0]).isEqualTo(20);
        assertThat(frames.get(10)[13]).isEqualTo(8);
        assertThat(frames.get(10)[26]).isZero();
        assertThat(frames.get(0)[13])
                .as("before the first frame there is the first frame")
                .isEqualTo(4);
    }

    static float[] noise(int samples, double level) {
        var random = new Random(11);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) (random.nextGaussian() * level);
        }
        return noise;
    }

    static List<float[]> cepstra(float[] wide) {
        var frames = new ArrayList<float[]>();
        var mfcc = new Mfcc();
        mfcc.begin();
        mfcc.accept(wide, wide.length, f -> frames.add(f.clone()));
        return frames;
    }

    private static List<float[]> frames(Correction correction, short[] sound) {
        var frames = new ArrayList<float[]>();
        var frontEnd = new TelephoneFrontEnd(correction, f -> frames.add(f.clone()));
        frontEnd.begin();
        frontEnd.accept(sound, 0, sound.length);
        frontEnd.end();
        return frames;
    }
}
