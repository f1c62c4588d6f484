package dev.sotto.media.speech.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SoundQueuePropertyTest {
    private static final int LIMIT = 5_000;

    /** Positive numbers are offered, negative ones polled. */
    @Property(tries = 300)
    void itIsAQueueThatForgetsTheOldest(
            @ForAll @Size(max = 40) List<@IntRange(min = -3_000, max = 6_000) Integer> steps) {
        SoundQueue queue = new SoundQueue(LIMIT);
        ArrayDeque<Short> model = new ArrayDeque<>();
        short next = 0;
        for (int step : steps) {
            if (step >= 0) {
                short[] samples = new short[step + 3];
                for (int i = 0; i < step; i++) {
                    samples[i + 2] = next;
                    model.add(next++);
                }
                int lost = Math.max(0, model.size() - LIMIT);
                for (int i = 0; i < lost; i++) {
                    model.remove();
                }
                assertThat(queue.offer(samples, 2, step)).isEqualTo(lost);
            } else {
                short[] into = new short[-step];
                int count = queue.poll(into);
                assertThat(count).isEqualTo(Math.min(-step, model.size()));
                for (int i = 0; i < count; i++) {
                    assertThat(into[i]).isEqualTo(model.remove());
                }
            }
            assertThat(queue.depth()).isEqualTo(model.size());
        }
    }
}
