package dev.sotto.loadtest.desk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands on a card, as the desk shows it. */
final class CardText {
    private CardText() {}

    /** Words that a person reads before deciding: everything on the card, what each answer will do included. */
    static int words(JsonObject card) {
        int words = HumanTimes.words(card.getString("summary", "")) + HumanTimes.words(card.getString("question", ""));
        for (JsonObject line : objects(card, "excerpt")) {
            words += of(line, "text");
        }
        for (JsonObject fact : objects(card, "evidence")) {
            words += of(fact, "label") + of(fact, "value");
        }
        for (JsonObject proposal : objects(card, "proposals")) {
            words += of(proposal, "label") + of(proposal, "effect");
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
