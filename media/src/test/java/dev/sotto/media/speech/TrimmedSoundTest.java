package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrimmedSoundTest {
    private short[] out = new short[0];
    private final TrimmedSound trimmed = new TrimmedSound((samples, offset, count) -> {
        int length = out.length;
        out = Arrays.copyOf(out, length + count);
        System.arraycopy(samples, offset, out, length, count);
        return true;
    });

    private static short[] phrase(int before, int sound, int pause, int after) {
        short[] all = new short[before + sound + pause + sound + after];
        Arrays.fill(all, before, before + sound, (short) 4_000);
        Arrays.fill(all, before + sound + pause, before + 2 * sound + pause, (short) -4_000);
        return all;
    }

    @Property
    void onlyAMarginOfTheSilenceAroundItIsLeft(
            @ForAll @IntRange(min = 0, max = 9_000) int before,
            @ForAll @IntRange(min = 0, max = 9_000) int after,
            @ForAll @IntRange(min = 0, max = 9_000) int pause,
            @ForAll long seed) {
        out = new short[0];
        TrimmedSound each = new TrimmedSound((samples, offset, count) -> {
            int length = out.length;
            out = Arrays.copyOf(out, length + count);
            System.arraycopy(samples, offset, out, length, count);
            return true;
        });
        short[] whole = phrase(before, 700, pause, after);
        Random random = new Random(seed);
        for (int at = 0; at < whole.length; ) {
            int count = Math.min(whole.length - at, 1 + random.nextInt(900));
            each.accept(whole, at, count);
            at += count;
        }
        each.end();
        int margin = TrimmedSound.MARGIN;
        assertThat(out).isEqualTo(phrase(Math.min(before, margin), 700, pause, Math.min(after, margin)));
    }

    @Test
    void whatIsOnlyQuietIsNothing() {
        trimmed.accept(new short[2_000], 0, 2_000);
        trimmed.end();
        assertThat(out).isEmpty();
    }
}
