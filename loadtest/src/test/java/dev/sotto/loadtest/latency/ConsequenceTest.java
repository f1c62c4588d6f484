package dev.sotto.loadtest.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConsequenceTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final long MILLI = 1_000_000;

    /** The greeting, a sentence while the answer comes, and what followed from it. */
    private final RecordedCall call = new WireCall()
            .serverSays(300, 1_000)
            .answered(5_400)
            .serverSays(5_000, 6_000)
            .serverSays(6_100, 6_900)
            .serverSays(7_500, 8_500)
            .recorded();

    private static JsonObject line(String from, int atMillis, Integer soundMillis) {
        return new JsonObject()
                .put("from", from)
                .put("at", START.plusMillis(atMillis).toString())
                .put("audio", soundMillis == null ? null : new JsonObject().put("from_ms", soundMillis));
    }

    private OptionalLong after(int answeredMillis, JsonObject... lines) {
        JsonArray transcript = new JsonArray();
        for (JsonObject line : lines) {
            transcript.add(line);
        }
        return Consequence.after(
                START.plusMillis(answeredMillis), 5_400 * 8, new JsonObject().put("transcript", transcript), call);
    }

    @Test
    void itIsTheFirstLineThatWasMadeAfterTheAnswer() {
        OptionalLong delay = after(
                5_350,
                line("assistant", 0, 280),
                line("customer", 5_500, 100),
                line("assistant", 4_900, 4_980),
                line("assistant", 4_950, 6_080),
                line("assistant", 5_360, 7_480));

        assertThat(delay).hasValue(2_100 * MILLI);
    }

    @Test
    void aSentenceRightBehindTheOneThatWasBeingSaidIsFound() {
        OptionalLong delay = after(5_350, line("assistant", 0, 280), line("assistant", 5_360, 6_080));

        assertThat(delay).hasValue(700 * MILLI);
    }

    @Test
    void whatWasNeverHeardTellsNothing() {
        assertThat(after(5_350, line("assistant", 0, 280), line("assistant", 5_360, null)))
                .isEmpty();
        assertThat(after(5_350)).isEmpty();
    }
}
