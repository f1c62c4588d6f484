package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.message.ToMemory.RuleAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that people agreed on.
 *
 * @param question the one in the middle of those that it was made of
 * @param conditions of the facts on the card
 * @param words of a question without facts; empty where there are facts
 * @param evidence requests whose answers it was made of
 */
record Rule(
        String id,
        RuleState state,
        String task,
        String point,
        ConsultKind kind,
        String question,
        Vector vector,
        List<Condition> conditions,
        List<String> words,
        Given given,
        List<String> evidence,
        List<String> agents,
        Score score,
        Instant proposedAt,
        Instant expiresAt,
        @Nullable Instant closedAt) {
    /** Before a rule's id, as the name of who answered. */
    static final String AGENT = "rule:";
    /** A rule is stricter than a proposal. */
    static final double MATCHES = 0.68;

    private static final int CONTRADICTIONS = 2;
    private static final int FEW = 5;
    private static final double MUCH_WORSE = 0.2;

    /**
     * How it has done.
     *
     * @param baseHelped conversations of the evidence that went well, as far as known
     * @param streak disagreements since people last agreed
     * @param applied how often it has answered; {@code helped} and {@code failed} of these as far as known
     */
    record Score(
            int baseHelped,
            int baseFailed,
            int agreed,
            int disagreed,
            int streak,
            int applied,
            int helped,
            int failed) {
        static final Score NONE = new Score(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** True when this question is one that it would answer. */
    boolean covers(Question asked, Vector like) {
        return task.equals(asked.task())
                && point.equals(asked.point())
                && kind == asked.kind()
                && asked.risk() != Risk.HIGH
                && vector.likeness(like) >= MATCHES
                && Condition.hold(conditions, asked.facts())
                && (words.isEmpty() || Vocabulary.fits(asked.words(), words));
    }

    /** Its answer to a request that it covers; empty when that must go to a person whatever the rule says. */
    Optional<RuleAnswer> answer(GuidanceRequest request) {
        var terms = request.terms();
        boolean barred = !terms.learns()
                || terms.likely()
                || terms.draft() != null
                || terms.approvals() > 1
                || terms.risk() == Risk.HIGH;
        return barred ? Optional.empty() : choice(request).map(choice -> answer(request, choice));
    }

    /** The number of its label among the task's own proposals; 0 when it has none; empty when the task has no such one. */
    private Optional<Integer> choice(GuidanceRequest request) {
        if (given.label().isEmpty()) {
            return Optional.of(0);
        }
        for (int index = 0; index < request.proposals().size(); index++) {
            if (given.isFor(request, request.proposals().get(index))) {
                return Optional.of(index + 1);
            }
        }
        return Optional.empty();
    }

    private RuleAnswer answer(GuidanceRequest request, int choice) {
        return new RuleAnswer(AGENT + id, given.kind(), choice, given.text());
    }

    /** Why it must not answer any longer, or null. */
    @Nullable
    String fault() {
        if (score.streak() >= CONTRADICTIONS) {
            return "people answered differently " + score.streak() + " times in a row";
        }
        int known = score.helped() + score.failed();
        if (known >= FEW && share(score.failed(), known) > baseFailures() + MUCH_WORSE) {
            return score.failed() + " of " + known + " conversations went badly after it answered";
        }
        return null;
    }

    private double baseFailures() {
        return share(score.baseFailed(), score.baseHelped() + score.baseFailed());
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    Rule in(RuleState next) {
        return new Rule(
                id,
                next,
                task,
                point,
                kind,
                question,
                vector,
                conditions,
                words,
                given,
                evidence,
                agents,
                score,
                proposedAt,
                expiresAt,
                closedAt);
    }
}
