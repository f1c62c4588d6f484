package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out whether people agree so far that a rule can be proposed. Pure. */
final class Agreement {
    private static final int PEOPLE = 2;
    private static final int MOST_EVIDENCE = 50;

    private final int conversations;
    private final Duration life;

    /**
     * @param conversations in how many the same must have been answered
     * @param life of a rule
     */
    Agreement(int conversations, Duration life) {
        this.conversations = conversations;
        this.life = life;
    }

    /**
     * The rule that this answer makes complete, if it does.
     *
     * @param newestFirst what was answered before it at the same point
     * @param rules all of that point's, also ended ones
     */
    Optional<Rule> of(String id, Remembered answer, List<Remembered> newestFirst, List<Rule> rules, Instant now) {
        List<Rule> alike =
                rules.stream().filter(rule -> answer.alike(rule.vector())).toList();
        if (!maySpeak(answer) || alike.stream().anyMatch(rule -> rule.state().live())) {
            return Optional.empty();
        }
        // what made a rule that has ended does not make it again
        Instant since = alike.stream()
                .map(rule -> rule.closedAt() == null ? now : rule.closedAt())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        List<Remembered> same = unanimous(answer, newestFirst, since);
        long people = same.stream().map(Remembered::agent).distinct().count();
        long cases = same.stream().map(Remembered::conversation).distinct().count();
        return people < PEOPLE || cases < conversations ? Optional.empty() : Optional.of(rule(id, same, now));
    }

    private static boolean maySpeak(Remembered answer) {
        return answer.byPerson()
                && answer.tellable()
                && answer.given().kind() != AnswerKind.TAKE_OVER
                && answer.question().risk() != Risk.HIGH;
    }

    /** Back to the last time that somebody answered differently. */
    private static List<Remembered> unanimous(Remembered answer, List<Remembered> newestFirst, Instant since) {
        String key = answer.given().key();
        return Stream.concat(
                        Stream.of(answer),
                        newestFirst.stream()
                                .filter(other -> other.byPerson()
                                        && !other.guidance().equals(answer.guidance())
                                        && answer.alike(other.vector())))
                .takeWhile(other ->
                        other.at().isAfter(since) && other.given().key().equals(key))
                .filter(Remembered::tellable)
                .limit(MOST_EVIDENCE)
                .toList();
    }

    private Rule rule(String id, List<Remembered> same, Instant now) {
        Remembered middle = same.stream()
                .max(Comparator.comparingDouble(one -> same.stream()
                        .mapToDouble(other -> one.vector().likeness(other.vector()))
                        .sum()))
                .orElseThrow();
        boolean bare =
                same.stream().allMatch(answer -> answer.question().facts().isEmpty());
        List<String> asked =
                same.stream().map(answer -> answer.question().words()).toList();
        Question question = middle.question();
        return new Rule(
                id,
                RuleState.PROPOSED,
                question.task(),
                question.point(),
                question.kind(),
                question.words(),
                middle.vector(),
                Condition.of(
                        same.stream().map(answer -> answer.question().facts()).toList()),
                bare ? List.copyOf(Vocabulary.of(asked)) : List.of(),
                same.get(0).given(),
                same.stream().map(Remembered::guidance).toList(),
                same.stream().map(Remembered::agent).sorted().distinct().toList(),
                score(same),
                now,
                now.plus(life),
                null);
    }

    private static Rule.Score score(List<Remembered> same) {
        int helped = (int) same.stream()
                .filter(answer -> answer.outcome() != null && answer.outcome().good())
                .count();
        int known =
                (int) same.stream().filter(answer -> answer.outcome() != null).count();
        return new Rule.Score(helped, known - helped, 0, 0, 0, 0, 0, 0);
    }
}
