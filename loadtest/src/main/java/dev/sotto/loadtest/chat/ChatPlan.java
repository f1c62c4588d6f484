package dev.sotto.loadtest.chat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * What the run is to be.
 *
 * @param visitors connected at once
 * @param ramp over which they come
 * @param warmUp how long the first few talk before anything counts
 * @param rates turns a second, one stretch each
 * @param hold length of each stretch
 * @param cohort how many visitors have a conversation before memory is measured once more
 * @param turns of each of them
 */
public record ChatPlan(
        int visitors,
        Duration ramp,
        Duration warmUp,
        List<Double> rates,
        Duration hold,
        int cohort,
        int turns,
        List<StormKind> storms,
        long seed) {
    private static final int WARM = 100;

    public ChatPlan {
        rates = List.copyOf(rates);
        storms = List.copyOf(storms);
        if (visitors < 2 || cohort < 0 || turns < 0 || rates.stream().anyMatch(rate -> rate <= 0)) {
            throw new IllegalArgumentException("at least two visitors and positive rates are needed");
        }
    }

    /** Visitors who are there and have talked before memory is first looked at: what classes and caches cost is no visitor's. */
    int warm() {
        return Math.min(WARM, Math.max(1, visitors / 10));
    }

    int talking() {
        return Math.min(cohort, visitors - warm());
    }

    double firstRate() {
        return rates.isEmpty() ? 50 : rates.get(0);
    }

    JsonObject setup() {
        return new JsonObject()
                .put("visitors", visitors)
                .put("ramp_s", ramp.toSeconds())
                .put("rates_per_s", rates)
                .put("hold_s", hold.toMillis() / 1e3)
                .put("storms", storms.stream().map(StormKind::title).toList())
                .put("seed", seed);
    }
}
