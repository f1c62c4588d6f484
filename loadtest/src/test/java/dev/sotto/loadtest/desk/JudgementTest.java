package dev.sotto.loadtest.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgementTest {
    @Test
    void everyKindOfCardGetsAnAnswerThatFits() {
        Judgement declines = Judgement.approvals("decline");

        assertThat(decide(declines, "approval").getString("answer")).isEqualTo("decline");
        assertThat(decide(declines, "clarification").getInteger("choice")).isEqualTo(2);
        assertThat(decide(declines, "instruction").getString("text")).isNotBlank();
    }

    @Test
    void thinkingTimesSpreadAroundTheirMedianAndRepeatWithTheSeed() {
        Duration median = Duration.ofSeconds(6);
        var once = Stream.generate(ThinkingTime.logNormal(median, 0.4, 5)::next)
                .limit(1_001)
                .sorted()
                .toList();
        var again = Stream.generate(ThinkingTime.logNormal(median, 0.4, 5)::next)
                .limit(1_001)
                .sorted()
                .toList();

        assertThat(once).isEqualTo(again);
        assertThat(once.get(500)).isBetween(Duration.ofMillis(5_400), Duration.ofMillis(6_600));
        assertThat(once.get(0)).isLessThan(once.get(1_000).dividedBy(3));
    }

    @Test
    void aFixedTimeIsAlwaysTheSame() {
        ThinkingTime fixed = ThinkingTime.fixed(Duration.ofMillis(250));

        assertThat(Stream.generate(fixed::next).limit(3)).containsOnly(Duration.ofMillis(250));
    }

    private static JsonObject decide(Judgement judgement, String kind) {
        return judgement.decide(new JsonObject().put("kind", kind));
    }
}
