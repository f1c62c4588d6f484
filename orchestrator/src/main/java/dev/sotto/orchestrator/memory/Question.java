package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.assistant.intent.IntentIndex;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Fact;
import dev.sotto.orchestrator.consult.Risk;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a request asks, as far as it can come again.
 *
 * @param words the customer's own question where it belongs to no task; else the task's
 */
record Question(String task, String point, ConsultKind kind, Risk risk, String words, List<Fact> facts) {
    static final int LONGEST_WORDS = 500;
    private static final int MOST_FACTS = 12;
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_VALUE = 200;
    // order numbers, telephone numbers and amounts: they name a case, not a kind of case
    private static final String PARTICULAR =
            "[$€£]\\s?\\d[\\d.,]*|\\d[\\d.,]*\\s?[$€£]|\\d+[.,]\\d{2}\\b|\\d[\\d -]{2,}\\d";

    static Question of(GuidanceRequest request) {
        boolean free = request.point().isEmpty() && request.question().contains(request.summary());
        return new Question(
                request.task(),
                request.point(),
                request.kind(),
                request.terms().risk(),
                cut(free ? request.summary() : request.question(), LONGEST_WORDS),
                request.evidence().stream()
                        .limit(MOST_FACTS)
                        .map(fact -> new Fact(cut(fact.label(), LONGEST_LABEL), cut(fact.value(), LONGEST_VALUE)))
                        .toList());
    }

    /** What is embedded: the question and its facts without what is particular to one case. */
    String pattern() {
        String told = facts.stream()
                .map(fact -> fact.label() + " " + fact.value())
                .collect(Collectors.joining("; ", facts.isEmpty() ? "" : " ", ""));
        return IntentIndex.plain((words + told).replaceAll(PARTICULAR, " "));
    }

    boolean comesFromWhere(Question other) {
        return task.equals(other.task) && point.equals(other.point) && kind == other.kind;
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
