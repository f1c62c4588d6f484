package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class UtteranceQueuePropertyTest {
    private static final int LIMIT = 6_000;

    /** Positive numbers put that many samples in, negative ones take up to that many out. */
    @Property(tries = 200)
    void keepsOrderAndTheYoungest(@ForAll @Size(max = 60) List<@IntRange(min = -2_000, max = 3_000) Integer> steps) {
        var waiting = new LongAdder();
        var queue = new UtteranceQueue(LIMIT, waiting);
        UtteranceQueue.Utterance utterance = queue.begin(SpeechContext.GENERAL);
        var expected = new ArrayDeque<Short>();
        short next = 0;
        for (int step : steps) {
            if (step >= 0) {
                short[] samples = new short[step];
                for (int i = 0; i < step; i++) {
                    samples[i] = next++;
                    expected.add(samples[i]);
                }
                int lost = queue.offer(samples, 0, step);
                for (int i = 0; i < lost; i++) {
                    expected.remove();
                }
            } else {
                short[] into = new short[-step];
                int count = queue.poll(utterance, into);
                assertThat(count).isEqualTo(Math.min(-step, expected.size()));
                for (int i = 0; i < count; i++) {
                    assertThat(into[i]).isEqualTo(expected.remove());
                }
            }
            assertThat(queue.depth()).isEqualTo(expected.size()).isLessThanOrEqualTo(LIMIT);
            assertThat(waiting.sum()).isEqualTo(expected.size());
        }
    }
}
