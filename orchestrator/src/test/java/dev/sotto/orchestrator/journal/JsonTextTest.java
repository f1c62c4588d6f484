package dev.sotto.orchestrator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private record Fact(Instant at, Duration within, Map<String, Object> with) {}

    @Test
    void timesAreIsoAndMoneyKeepsItsCents() {
        var fact = new Fact(
                Instant.parse("2026-11-22T18:00:00.125Z"),
                Duration.ofSeconds(90),
                Map.of("total", new BigDecimal("129.00")));

        String text = JsonText.write(fact);

        assertThat(text).contains("\"2026-11-22T18:00:00.125Z\"", "\"PT1M30S\"", "129.00");
        assertThat(JsonText.read(text, Fact.class)).isEqualTo(fact);
    }

    @Test
    void aKeyOfANewerVersionIsPassedOver() {
        var fact = JsonText.read("{\"at\":\"2026-11-22T18:00:00Z\",\"mood\":\"new\"}", Fact.class);

        assertThat(fact.at()).isEqualTo(Instant.parse("2026-11-22T18:00:00Z"));
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> JsonText.readObject("[1]")).isInstanceOf(UncheckedIOException.class);
    }
}
