package dev.sotto.loadtest.desk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands on a card, as the desk shows it. Part of it is this caller's: the question, the values of the facts, the caller's own
 * words. The rest are sentences and labels of a task file, the same on each such card: what the caller wants, what the assistant
 * said, the labels, the proposed answers and what each of them does.
 */
final class CardText {
    private CardText() {}

    /**
     * Words that a person reads before deciding: all that is this caller's, and some of the rest, which they know from cards before.
     *
     * @param again the share of the rest that is read on each card: 1 for everything that can be read
     */
    static int words(JsonObject card, double again) {
        return (int) Math.round(count(particular(card)) + again * count(standing(card)));
    }

    private static List<String> particular(JsonObject card) {
        List<String> texts = new ArrayList<>();
        texts.add(text(card, "question"));
        objects(card, "excerpt").stream()
                .filter(line -> !assistants(line))
                .forEach(line -> texts.add(text(line, "text")));
        objects(card, "evidence").forEach(fact -> texts.add(text(fact, "value")));
        return texts;
    }

    private static List<String> standing(JsonObject card) {
        List<String> texts = new ArrayList<>();
        texts.add(text(card, "summary"));
        objects(card, "excerpt").stream().filter(CardText::assistants).forEach(line -> texts.add(text(line, "text")));
        objects(card, "evidence").forEach(fact -> texts.add(text(fact, "label")));
        objects(card, "proposals").forEach(proposal -> {
            texts.add(text(proposal, "label"));
            texts.add(text(proposal, "effect"));
        });
        return texts;
    }

    private static boolean assistants(JsonObject line) {
        return text(line, "from").equals("assistant");
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

    private static int count(List<String> texts) {
        return texts.stream().mapToInt(HumanTimes::words).sum();
    }

    private static String text(JsonObject object, String key) {
        Object value = object.getValue(key);
        return value == null ? "" : value.toString();
    }
}
