package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.message.ToMemory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules as others see them. */
final class RuleViews {
    private RuleViews() {}

    static ToMemory.RuleView of(Rule rule) {
        Rule.Score score = rule.score();
        return new ToMemory.RuleView(
                rule.id(),
                rule.state().wire(),
                rule.task(),
                rule.point(),
                wire(rule.kind()),
                rule.question(),
                rule.conditions().stream().map(RuleViews::condition).toList(),
                rule.words(),
                given(rule.given()),
                rule.evidence().size(),
                rule.agents(),
                score.agreed(),
                score.disagreed(),
                score.applied(),
                score.helped(),
                score.failed(),
                rule.proposedAt(),
                rule.expiresAt(),
                rule.state().moves().stream().map(RuleState::wire).toList());
    }

    static Object of(Rule rule, List<Remembered> evidence, List<ToMemory.Change> changes) {
        return new ToMemory.RuleDetail(
                of(rule), evidence.stream().map(RuleViews::evidence).toList(), changes);
    }

    private static ToMemory.Evidence evidence(Remembered answer) {
        return new ToMemory.Evidence(
                answer.guidance(),
                answer.conversation(),
                answer.question().words(),
                given(answer.given()),
                answer.agent(),
                answer.at(),
                answer.outcome() == null ? null : answer.outcome().wire());
    }

    private static ToMemory.Condition condition(Condition condition) {
        return new ToMemory.Condition(
                condition.label(), condition.value(), plain(condition.low()), plain(condition.high()));
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }

    private static ToMemory.Given given(Given given) {
        return new ToMemory.Given(wire(given.kind()), given.label(), given.text());
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
