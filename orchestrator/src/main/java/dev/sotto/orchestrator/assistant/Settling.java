package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.assistant.slot.Words;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes one interpretation of the meanings of an utterance's parts: no doubles, no doubt beside certainty. */
final class Settling {
    private Settling() {}

    static Interpretation settle(List<Meaning> parts, Focus focus, String personTask) {
        Set<Meaning> meanings = new LinkedHashSet<>();
        for (Meaning part : parts) {
            boolean person =
                    part instanceof Meaning.TaskWanted wanted && wanted.task().equals(personTask);
            meanings.add(person ? new Meaning.PersonWanted() : part);
        }
        if (meanings.stream().anyMatch(Meaning.PersonWanted.class::isInstance)) {
            meanings.removeIf(Meaning.TaskWanted.class::isInstance);
        }
        keepOneTask(meanings);
        if (meanings.size() > 1) {
            meanings.removeIf(meaning -> meaning instanceof Meaning.Unclear
                    || meaning instanceof Meaning.Greeted
                    || meaning instanceof Meaning.Acknowledged
                    || meaning instanceof Meaning.Thanked);
        }
        joinNotCovered(meanings);
        boolean more = meanings.stream().anyMatch(Settling::isWish);
        if (focus.anythingElse() && more) {
            meanings.removeIf(meaning -> meaning instanceof Meaning.Affirmed || meaning instanceof Meaning.Denied);
        }
        return new Interpretation(new ArrayList<>(meanings));
    }

    /** One question to a person, even when it was asked in two sentences. */
    private static void joinNotCovered(Set<Meaning> meanings) {
        List<String> questions = new ArrayList<>();
        for (Meaning meaning : meanings) {
            if (meaning instanceof Meaning.NotCovered notCovered) {
                questions.add(notCovered.question());
            }
        }
        if (questions.size() > 1) {
            meanings.removeIf(Meaning.NotCovered.class::isInstance);
            meanings.add(new Meaning.NotCovered(String.join(" ", questions)));
        }
    }

    private static boolean isWish(Meaning meaning) {
        return meaning instanceof Meaning.TaskWanted
                || meaning instanceof Meaning.Answered
                || meaning instanceof Meaning.NotCovered
                || meaning instanceof Meaning.Ambiguous
                || meaning instanceof Meaning.PersonWanted;
    }

    /** A sentence about a wanted task that says nothing of its own ("it's two weeks old") is no second wish. */
    private static void keepOneTask(Set<Meaning> meanings) {
        boolean wanted = meanings.stream().anyMatch(Meaning.TaskWanted.class::isInstance);
        if (!wanted) {
            return;
        }
        meanings.removeIf(meaning -> meaning instanceof Meaning.Ambiguous
                || meaning instanceof Meaning.NotCovered notCovered
                        && !notCovered.question().contains("?")
                        && !Phrasing.isQuestion(Words.of(notCovered.question())));
        Meaning.TaskWanted first = null;
        for (var iterator = meanings.iterator(); iterator.hasNext(); ) {
            if (iterator.next() instanceof Meaning.TaskWanted task) {
                // "where is 482913, and refund 105577": a second wish has a number of its own
                boolean own = first != null
                        && !task.slots().isEmpty()
                        && !task.slots().equals(first.slots());
                if (first != null && !own) {
                    iterator.remove();
                }
                first = first == null ? task : first;
            }
        }
    }
}
