package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.message.ToMemory.RuleAnswer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules that are switched on, at hand. Owned by the memory's context. */
final class RuleBook {
    private final int sample;
    private final Map<String, Integer> asked = new HashMap<>();
    private List<Rule> on = List.of();

    /** @param sample every so manieth question goes to people all the same */
    RuleBook(int sample) {
        this.sample = sample;
    }

    void replace(List<Rule> live) {
        on = live.stream().filter(rule -> rule.state() == RuleState.ON).toList();
        asked.keySet().retainAll(on.stream().map(Rule::id).toList());
    }

    /** {@code task/point} of every rule. */
    Set<String> points() {
        return on.stream().map(rule -> rule.task() + "/" + rule.point()).collect(Collectors.toUnmodifiableSet());
    }

    /** Empty when no rule covers the request, when two contradict each other, or when it is a person's turn. */
    Optional<RuleAnswer> answer(GuidanceRequest request, Question question, Vector vector, Instant now) {
        List<Rule> covering = on.stream()
                .filter(rule -> now.isBefore(rule.expiresAt()) && rule.covers(question, vector))
                .toList();
        boolean oneWord =
                covering.stream().map(rule -> rule.given().key()).distinct().count() == 1;
        if (!oneWord || asked.merge(covering.get(0).id(), 1, Integer::sum) % sample == 0) {
            return Optional.empty();
        }
        return covering.get(0).answer(request);
    }
}
