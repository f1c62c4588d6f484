package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.SpokenPhrase;
import dev.sotto.loadtest.phone.Voice;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the people and the queue say, as sound made before the first call. The synthesiser speaks 150 words a minute or so. */
final class Phrases {
    private final Map<String, SpokenPhrase> byText;

    private Phrases(Map<String, SpokenPhrase> byText) {
        this.byText = Map.copyOf(byText);
    }

    /** Blocks for some milliseconds per phrase: on a worker. */
    static Phrases learn(Voice voice, Set<String> texts) {
        Script.Builder script = Script.named("people");
        texts.forEach(script::say);
        voice.learn(script.build());
        Map<String, SpokenPhrase> byText = new HashMap<>();
        texts.forEach(text -> byText.put(text, voice.phrase(text)));
        return new Phrases(byText);
    }

    SpokenPhrase of(String text) {
        SpokenPhrase phrase = byText.get(text);
        if (phrase == null) {
            throw new IllegalArgumentException("\"" + text + "\" was not learnt");
        }
        return phrase;
    }
}
