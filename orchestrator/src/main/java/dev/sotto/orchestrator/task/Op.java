package dev.sotto.orchestrator.task;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One instruction of a {@link Program}. Targets are indexes into it. */
public sealed interface Op {
    Position at();

    /** Fills the slot unless it is filled already. */
    record Ask(String slot, Position at) implements Op {}

    record Say(Template text, Position at) implements Op {}

    /**
     * Calls a tool and goes on when the result is there.
     *
     * @param into variable that takes the result, or null
     * @param onNotFound where to go when the tool says that there is no such thing; -1: the task can't go on
     * @param onError where to go when the tool fails; -1: the task can't go on
     */
    record Call(
            String tool,
            Map<String, Template> with,
            @Nullable String into,
            int onNotFound,
            int onError,
            Position at) implements Op {}

    /** Asks a person; goes on at the next instruction with {@code answer} set, or as the point says. */
    record Consult(ConsultPoint point, Position at) implements Op {}

    /**
     * Grants an approval without a person, because the task file's own rule says that none is needed: stands where the
     * {@code if} of an approval consult did not hold. Single use and bound to exactly these arguments, like a person's.
     *
     * @param rule the file's condition, for the journal
     */
    record Allow(String tool, Map<String, Template> with, String rule, Position at) implements Op {}

    /** Goes on at the next instruction when the condition holds, else at {@code otherwise}. */
    record Branch(Expression condition, int otherwise, Position at) implements Op {}

    record Set(String name, Expression value, Position at) implements Op {}

    record Jump(int target, Position at) implements Op {}

    /** Empties a slot and goes to the instruction that asks for it. */
    record AskAgain(String slot, int target, Position at) implements Op {}

    /** Moves the call elsewhere; only a task file can say so. */
    record Transfer(
            Template target,
            Map<String, Template> headers,
            @Nullable Template say,
            Position at) implements Op {}

    /** Ends the task, or the whole conversation. */
    record End(boolean conversation, @Nullable Template say, Position at) implements Op {}

    /**
     * A place in a task where a person is asked.
     *
     * @param approves the gated tool that an approval opens, bound to the values of {@code with}; null unless kind is
     *     APPROVAL
     * @param evidence what is shown as facts: dotted paths of variables
     * @param meanwhile what is done while the person thinks: {@link Ask} and {@link Say} only
     * @param ahead slots that the task will ask for after this point whatever the answer is, in their order: asked when
     *     {@code meanwhile} is through. Found by the task checker
     * @param rechecks the {@link Call}s whose results this point decides on: made again between an approval and the gated
     *     tool, because facts change while a person thinks. Found by the task checker
     * @param secondPersonIf when this holds, two people must approve; null: one is always enough
     * @param learns true when answers may be remembered and proposed again
     * @param onTimeout what happens when nobody answers: the first step, then the next, and so on; never empty
     * @param onDecline where to go when the person declines; -1: the assistant says the reason and the task ends
     */
    record ConsultPoint(
            String name,
            ConsultKind kind,
            Risk risk,
            @Nullable String approves,
            Map<String, Template> with,
            @Nullable Expression secondPersonIf,
            Template question,
            List<Evidence> evidence,
            List<ProposedAnswer> propose,
            String skill,
            Duration offerWithin,
            Duration answerWithin,
            List<Op> meanwhile,
            List<String> ahead,
            List<Call> rechecks,
            boolean learns,
            List<OnTimeout> onTimeout,
            int onDecline) {
        /** The same point with what the checker has found out about the program around it. */
        public ConsultPoint foreseeing(List<String> slots, List<Call> calls) {
            return new ConsultPoint(
                    name,
                    kind,
                    risk,
                    approves,
                    with,
                    secondPersonIf,
                    question,
                    evidence,
                    propose,
                    skill,
                    offerWithin,
                    answerWithin,
                    meanwhile,
                    List.copyOf(slots),
                    List.copyOf(calls),
                    learns,
                    onTimeout,
                    onDecline);
        }
    }

    /** A fact on the card: label and the expression that gives it. */
    record Evidence(String label, Expression value) {}

    /**
     * An answer that the person can give with one key.
     *
     * @param decision what it decides; CHOOSE for clarifications
     * @param reason why, for a decline; becomes {@code answer.reason}
     * @param with arguments that this answer changes (an approval for half the amount); merged over the point's own
     */
    record ProposedAnswer(
            String label, AnswerKind decision, @Nullable Template reason, Map<String, Template> with) {}

    /**
     * What happens when nobody answers in time.
     *
     * @param skill who is asked next, for NEXT_SKILL
     * @param within how long that skill has; null: as long as the first. For CALL_BACK: how long the answer may take before we
     *     call without one; null: an hour
     * @param target where the call goes, for TRANSFER
     * @param ask the slot that the caller is asked for instead, for ASK_CALLER; null: yes or no to the question itself
     */
    record OnTimeout(
            TimeoutPolicy policy,
            @Nullable Template say,
            @Nullable String skill,
            @Nullable Duration within,
            @Nullable Template target,
            @Nullable String ask) {}
}
