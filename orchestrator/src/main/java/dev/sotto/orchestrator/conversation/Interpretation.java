package dev.sotto.orchestrator.conversation;

import java.util.List;

/** What an utterance means, in the order in which it should be acted on; never empty. */
public record Interpretation(List<Meaning> meanings) {
    public Interpretation {
        meanings = meanings.isEmpty() ? List.of(new Meaning.Unclear()) : List.copyOf(meanings);
    }

    public static Interpretation of(Meaning... meanings) {
        return new Interpretation(List.of(meanings));
    }
}
