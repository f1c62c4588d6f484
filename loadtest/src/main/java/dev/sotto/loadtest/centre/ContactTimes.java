package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.desk.HumanTimes;
import java.time.Duration;
import java.util.Map;

/** What the shipped dialogues of the old contact centre have people do besides talking: the medians of {@code people/*.yaml}. */
final class ContactTimes {
    /** Opening the order. */
    static final Duration OPEN = Duration.ofSeconds(6);

    /** The reason for a return, or what is broken, is noted in six words. */
    static final String NOTE = "a b c d e f";

    private static final Duration REFUND = Duration.ofSeconds(8);
    private static final Duration OTHER = Duration.ofSeconds(10);

    private ContactTimes() {}

    /** Entering what was decided. */
    static Duration entering(HumanTimes humans, int caller, Map<String, String> decisions) {
        return switch (decisions.getOrDefault("damaged", "")) {
            case "replace" -> humans.doing(caller, OTHER, "enter_replacement");
            case "repair" -> humans.doing(caller, OTHER, "enter_repair");
            default -> humans.doing(caller, REFUND, "enter_refund");
        };
    }
}
