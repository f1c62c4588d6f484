package dev.sotto.loadtest.audit;

import java.util.List;
import java.util.Random;

/** What a customer of the demo shop says to what they read: mostly to the point, now and then beside it. Seeded. */
final class Talk {
    private static final List<String> ORDERS = List.of("482913", "730264", "618340", "105577", "846215");
    private static final List<String> ASIDES =
            List.of("when do you open?", "do you wrap kayaks as presents?", "can I speak Latin with you?", "hm");

    private final Random random;
    private boolean leaving;

    Talk(Random random) {
        this.random = random;
    }

    void wrapUp() {
        leaving = true;
    }

    /** Empty when they wait. */
    String reply(String line) {
        String text = line.toLowerCase(java.util.Locale.ROOT);
        if (text.contains("order number")) {
            return leaving ? "never mind" : ORDERS.get(random.nextInt(ORDERS.size()));
        }
        if (text.contains("wrong with it")) {
            return random.nextInt(6) == 0 ? aside() : "it has a tear in it";
        }
        if (text.contains("used it")) {
            return "no";
        }
        if (text.contains("yes or no") || text.contains("keep trying")) {
            return random.nextBoolean() ? "yes" : "no";
        }
        boolean theirTurn =
                text.contains("anything else") || text.contains("can i do for you") || text.contains("help");
        if (theirTurn) {
            return leaving ? "no thanks, goodbye" : random.nextInt(5) == 0 ? aside() : "I want a refund";
        }
        return "";
    }

    /** After a while without a word from us. */
    String impatience() {
        return leaving ? "goodbye" : random.nextInt(3) == 0 ? aside() : "I want a refund";
    }

    private String aside() {
        return ASIDES.get(random.nextInt(ASIDES.size()));
    }
}
