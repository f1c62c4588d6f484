package dev.sotto.loadtest.desk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands on a card, as the desk shows it. */
final class CardText {
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9.,]*");

    private CardText() {}

    /** Everything that can be read on the card: what each answer will do included. */
    static int words(JsonObject card) {
        return factWords(card)
                + objects(card, "proposals").stream()
                        .mapToInt(one -> of(one, "effect"))
                        .sum();
    }

    /**
     * Words that this person reads before deciding: what is particular to this caller, and what each answer will do. The latter are
     * sentences of a task file: whoever knows them from an earlier card recognises them.
     *
     * @param known such sentences, numbers apart; those of this card are added
     * @param again the share of a known one that is read once more
     */
    static int words(JsonObject card, Set<String> known, double again) {
        double words = factWords(card);
        for (JsonObject proposal : objects(card, "proposals")) {
            boolean isNew = known.add(NUMBER.matcher(text(proposal, "effect")).replaceAll("#"));
            words += of(proposal, "effect") * (isNew ? 1 : again);
        }
        return (int) Math.round(words);
    }

    private static int factWords(JsonObject card) {
        int words = HumanTimes.words(card.getString("summary", "")) + HumanTimes.words(card.getString("question", ""));
        for (JsonObject line : objects(card, "excerpt")) {
            words += of(line, "text");
        }
        for (JsonObject fact : objects(card, "evidence")) {
            words += of(fact, "label") + of(fact, "value");
        }
        for (JsonObject proposal : objects(card, "proposals")) {
            words += of(proposal, "label");
        }
        return words;
    }

    static Map<String, String> facts(JsonObject card) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (JsonObject fact : objects(card, "evidence")) {
            facts.put(text(fact, "label"), text(fact, "value"));
        }
        return facts;
    }

    static List<JsonObject> objects(JsonObject card, String key) {
        return card.getJsonArray(key, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static int of(JsonObject object, String key) {
        return HumanTimes.words(text(object, key));
    }

    private static String text(JsonObject object, String key) {
        Object value = object.getValue(key);
        return value == null ? "" : value.toString();
    }
}
