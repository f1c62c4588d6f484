package dev.sotto.loadtest.desk;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How likely people decide which way. All of them are assumptions.
 *
 * @param decline an approval is declined though no fact speaks against it
 * @param declineFor an approval is declined when a fact reads like the key, as {@code "used: yes"}: lower case, label, colon,
 *     value. The most likely one counts
 * @param declineInstruction a request for words of their own is declined
 * @param choices weights of the first, second, ... proposal of a clarification; proposals without a weight are never chosen.
 *     Empty: all alike
 * @param words what they instruct, in their own words; one is drawn
 */
public record Odds(
        double decline,
        Map<String, Double> declineFor,
        double declineInstruction,
        List<Double> choices,
        List<String> words) {
    public static final Odds USUAL = new Odds(
            0.03,
            Map.of("outside the 30 day window", 0.9, "used: yes", 0.6),
            0.03,
            List.of(),
            List.of(
                    "Tell them we are sorry and that we will look into it today and write to them.",
                    "Say that the manager will write to them by tomorrow noon.",
                    "Tell them that this should not have happened, and that we will get back to them today."));

    public Odds {
        declineFor = Map.copyOf(declineFor);
        choices = List.copyOf(choices);
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("somebody who instructs has to say something");
        }
    }

    /** How likely an approval is declined with these facts. */
    double declined(Map<String, String> facts) {
        double most = decline;
        for (Map.Entry<String, Double> reason : declineFor.entrySet()) {
            if (speaks(facts, reason.getKey()) && reason.getValue() > most) {
                most = reason.getValue();
            }
        }
        return most;
    }

    private static boolean speaks(Map<String, String> facts, String reason) {
        return facts.entrySet().stream()
                .anyMatch(fact -> (fact.getKey() + ": " + fact.getValue())
                        .toLowerCase(Locale.ROOT)
                        .contains(reason));
    }
}
