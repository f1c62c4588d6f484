package dev.sotto.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.testbed.ToneProbe;
import dev.sotto.media.turn.Level;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComfortNoiseTest {
    private final ComfortNoise noise = new ComfortNoise(7);
    private final short[] second = new short[8000];

    private void describe(int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        noise.describe(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {35, 45, 55, 65, 75})
    void theLevelIsTheToldOne(int level) {
        describe(level);
        noise.jump();
        noise.fill(second, 0, second.length);
        assertThat(Level.of(second, 0, second.length)).isBetween(-level - 0.5, -level + 0.5);
    }

    @Test
    void aShapeKeepsTheLevelAndMovesTheEnergy() {
        // the first coefficient at -0.83: a low-pass, as rooms and offices are
        describe(45, 127 - 105);
        noise.jump();
        noise.fill(second, 0, second.length);
        assertThat(Level.of(second, 0, second.length)).isBetween(-46.0, -44.0);
        assertThat(energyNear(300)).isGreaterThan(10 * energyNear(3500));
    }

    private double energyNear(double hertz) {
        double sum = 0;
        for (double at = hertz - 200; at <= hertz + 200; at += 10) {
            sum += ToneProbe.share(second, at);
        }
        return sum;
    }

    @Test
    void plainNoiseHasNoTone() {
        describe(50);
        noise.jump();
        noise.fill(second, 0, second.length);
        for (double hertz = 100; hertz < 4000; hertz += 50) {
            assertThat(ToneProbe.share(second, hertz)).isLessThan(0.01);
        }
    }

    @Test
    void theLevelGlidesWithoutAStep() {
        describe(70);
        noise.jump();
        noise.fill(second, 0, 800);
        describe(40);
        noise.fill(second, 0, 800);
        double before = Level.of(second, 0, 16);
        double after = Level.of(second, 400, 400);
        assertThat(before).isLessThan(after - 8);
        assertThat(after).isBetween(-42.0, -39.0);
    }

    /** Speech described as silence by a broken gateway must not roar. */
    @Test
    void nothingIsLouderThanNoiseCanBe() {
        describe(0);
        noise.jump();
        noise.fill(second, 0, second.length);
        assertThat(Level.of(second, 0, second.length)).isLessThan(-29);
    }

    @Test
    void anyDescriptionIsStable() {
        Random random = new Random(2);
        byte[] payload = new byte[40];
        for (int i = 0; i < 500; i++) {
            random.nextBytes(payload);
            noise.describe(payload, 0, random.nextInt(payload.length + 1));
            noise.fill(second, 0, 400);
            assertThat(Level.of(second, 0, 400)).isLessThan(-20);
        }
    }
}
