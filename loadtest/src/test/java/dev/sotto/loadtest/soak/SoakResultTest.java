package dev.sotto.loadtest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakResultTest {
    private static final Soak.Plan PLAN =
            new Soak.Plan(Duration.ofMinutes(10), Duration.ofSeconds(10), 1, 1, 1, List.of("ada"), "secret", 1);

    @Test
    void whatIsNotBackWhereItWasIsTold() {
        Sample start = sample(0, Measure.THREADS, 40);
        assertThat(SoakResult.left(start, sample(600, Measure.THREADS, 44))).isEmpty();
        assertThat(SoakResult.left(start, sample(600, Measure.THREADS, 90)))
                .containsExactly("threads: 90, was 40 at the start");
        assertThat(SoakResult.left(start, sample(600, Measure.PORTS, 1))).hasSize(1);
        assertThat(SoakResult.left(null, sample(600, Measure.THREADS, 90)))
                .as("at the start only what lives counts")
                .isEmpty();
    }

    @Test
    void growthIsToldInWordsWithItsFigure() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            samples.add(sample(10 * i, Measure.HEAP, 100 + i));
        }
        SoakResult result =
                new SoakResult(PLAN, samples, samples.get(0), sample(500, Measure.HEAP, 140), Map.of("completed", 3));

        assertThat(result.slopes().get(Measure.HEAP).perHour()).isEqualTo(360);
        assertThat(result.report().figure("heap after GC").toString())
                .contains("+360 MB/h")
                .endsWith("grows");
        assertThat(result.report().figure("left when everybody had gone")).isEqualTo("nothing");
    }

    private static Sample sample(double seconds, Measure measure, double value) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        for (Measure each : Measure.values()) {
            values.put(each, 0.0);
        }
        values.put(measure, value);
        return new Sample(seconds, values);
    }
}
