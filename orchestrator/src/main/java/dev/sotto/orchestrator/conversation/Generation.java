package dev.sotto.orchestrator.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a language model is producing at the moment. Nothing of it acts before it is complete, and a discarded one never
 * does.
 *
 * @param turn the customer's turn that it answers; 0 when it tells of a result
 * @param upTo number of the last transcript line that the model was shown
 * @param shown ids of the function calls whose results it was shown
 * @param sentences how many of its sentences came
 * @param spoken how many of them went out
 * @param unsaid those that wait: in chat for the whole message, on voice for the caller to finish speaking
 * @param last the last sentence that came
 * @param wishes functions that it wants called
 * @param done true once it is complete
 * @param bridged true once the customer was told that it takes a moment
 */
public record Generation(
        String id,
        long turn,
        long upTo,
        List<String> shown,
        int sentences,
        int spoken,
        List<String> unsaid,
        String last,
        List<Wish> wishes,
        boolean done,
        boolean bridged) {

    /**
     * A function that the model wants called, as it was read and checked.
     *
     * @param problem why it can't be done; empty when nothing is wrong with it
     */
    public record Wish(String callId, String function, Map<String, Object> arguments, String problem) {}

    static Generation begun(String id, long turn, long upTo, List<String> shown) {
        return new Generation(id, turn, upTo, List.copyOf(shown), 0, 0, List.of(), "", List.of(), false, false);
    }

    Generation heard(String sentence) {
        return new Generation(
                id, turn, upTo, shown, sentences + 1, spoken, added(unsaid, sentence), sentence, wishes, done, bridged);
    }

    Generation said() {
        int all = spoken + unsaid.size();
        return new Generation(id, turn, upTo, shown, sentences, all, List.of(), last, wishes, done, bridged);
    }

    Generation wanting(Wish wish) {
        return new Generation(
                id, turn, upTo, shown, sentences, spoken, unsaid, last, added(wishes, wish), done, bridged);
    }

    Generation complete() {
        return new Generation(id, turn, upTo, shown, sentences, spoken, unsaid, last, wishes, true, bridged);
    }

    Generation bridge() {
        return new Generation(id, turn, upTo, shown, sentences, spoken, unsaid, last, wishes, done, true);
    }

    private static <T> List<T> added(List<T> items, T item) {
        List<T> more = new ArrayList<>(items);
        more.add(item);
        return List.copyOf(more);
    }
}
