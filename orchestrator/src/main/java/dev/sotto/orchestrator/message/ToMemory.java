package dev.sotto.orchestrator.message;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the memory of answers is asked; sent to {@link Addresses#memory}. */
public sealed interface ToMemory {
    /** What is known about a new request. Reply: {@link Recalled}. */
    record Recall(GuidanceRequest request) implements ToMemory {}

    /** Reply: {@link RuleList}, newest first. {@code state}: {@code all} or one state. */
    record ListRules(String state) implements ToMemory {}

    /** Reply: {@link RuleDetail}, or {@link Refused} {@code unknown}. */
    record ReadRule(String id) implements ToMemory {}

    /** A supervisor's decision. Reply: {@link RuleDetail} when durable, or {@link Refused}. */
    record SetRule(String id, String state, String who) implements ToMemory {}

    /** Reply: {@link ConsultFigures}. */
    record Consults(int days) implements ToMemory {}

    /**
     * @param proposals the request's own in their order, some with an origin, then at most two more
     * @param rule what a rule that is switched on answers; null: ask a person
     */
    record Recalled(
            List<GuidanceRequest.Proposal> proposals,
            @Nullable RuleAnswer rule) {}

    /** An answer in a rule's name, for the broker. {@code by}: {@code rule:} and its id. */
    record RuleAnswer(String by, AnswerKind answer, int choice, String text) {}

    record RuleList(List<RuleView> rules) {}

    /**
     * A rule as people see it.
     *
     * @param state proposed, shadow, on, off, expired or rolled_back
     * @param question one of the questions that it was made of
     * @param conditions facts that must hold
     * @param words for questions without facts: the words that a question may be made of; empty otherwise
     * @param answers how many answers it was made of
     * @param agents who gave them
     * @param agreed how often people have answered as it would have
     * @param applied how often it has answered
     * @param helped how many of those conversations went well
     * @param moves states that it may be set to now
     */
    record RuleView(
            String id,
            String state,
            String task,
            String point,
            String kind,
            String question,
            List<Condition> conditions,
            List<String> words,
            Given answer,
            int answers,
            List<String> agents,
            int agreed,
            int disagreed,
            int applied,
            int helped,
            int failed,
            Instant proposedAt,
            Instant expiresAt,
            List<String> moves) {}

    /** {@code value}: must be equal; or an amount {@code low} to {@code high}. */
    record Condition(
            String label,
            @Nullable String value,
            @Nullable String low,
            @Nullable String high) {}

    record Given(String answer, String label, String text) {}

    record RuleDetail(RuleView rule, List<Evidence> evidence, List<Change> history) {}

    /** An answer that a rule was made of. {@code outcome}: null while the conversation lives. */
    record Evidence(
            String guidance,
            String conversation,
            String question,
            Given answer,
            String agent,
            Instant at,
            @Nullable String outcome) {}

    record Change(Instant at, String who, String from, String to, String reason) {}

    record ConsultFigures(List<ConsultDay> days) {}

    /**
     * @param consults questions that came up
     * @param people those that people were asked
     * @param memory those that a person answered by one key with a remembered answer
     * @param rule those that a rule answered
     */
    record ConsultDay(LocalDate date, int conversations, int consults, int people, int memory, int rule) {
        public double per100() {
            return conversations == 0 ? 0 : 100.0 * people / conversations;
        }
    }
}
