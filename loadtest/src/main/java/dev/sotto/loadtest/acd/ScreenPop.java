package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.desk.HumanTimes;
import java.util.Map;

/**
 * What a person sees on the screen when a call comes to them: everything that the assistant had found out.
 *
 * @param caller as the experiment numbers callers: draws belong to it
 * @param intent names the dialogue; one that isn't known has the dialogue {@code other}
 * @param facts label or slot to value. What a dialogue asks for and is here already is not asked again
 * @param answers what this caller says when asked for such a fact; it counts as a fact from then on
 * @param summary what was said so far, as far as it is shown
 */
public record ScreenPop(
        int caller, String intent, Map<String, String> facts, Map<String, String> answers, String summary) {
    public ScreenPop {
        facts = Map.copyOf(facts);
        answers = Map.copyOf(answers);
    }

    /** A call that nothing is known of. */
    static ScreenPop unknown(int caller) {
        return new ScreenPop(caller, "", Map.of(), Map.of(), "");
    }

    /** Words that there are to read. */
    int words() {
        int words = HumanTimes.words(summary);
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            words += HumanTimes.words(fact.getKey()) + HumanTimes.words(fact.getValue());
        }
        return words;
    }
}
