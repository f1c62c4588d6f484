package dev.sotto.orchestrator.message;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the guidance broker is asked; sent to {@link Addresses#desk}. */
public sealed interface ToDesk {
    /** A person is wanted. Reply: {@link GuidanceNoted} when the request is durable. Idempotent by the request's id. */
    record Ask(GuidanceRequest request) implements ToDesk {}

    /** A request needs no answer any more. Reply: {@link Ok}. */
    record Withdraw(String guidanceId, WithdrawReason reason, Instant at) implements ToDesk {}

    /** An agent takes a card. Reply: {@link AnswerReply}. */
    record Accept(String guidanceId, String agent) implements ToDesk {}

    /**
     * An agent answers. Reply: {@link AnswerReply}, only after the answer is durable.
     *
     * @param choice which proposal, from 1; 0 when none
     */
    record Answer(String guidanceId, String agent, AnswerKind answer, int choice, String text) implements ToDesk {}

    /** Reply: {@link GuidanceList}. {@code state}: {@code open} (open, offered or accepted), {@code all}, or one state. */
    record ListGuidance(String state, int limit) implements ToDesk {}

    /** Reply: {@link GuidanceView}, or {@link Refused} {@code unknown}. */
    record Read(String guidanceId) implements ToDesk {}

    /** Reply: {@link AgentList}. */
    record Agents() implements ToDesk {}

    /** An agent's presence. Reply: {@link AgentView}. {@code presence}: available, busy, away, offline. */
    record SetPresence(String agent, String presence, int capacity) implements ToDesk {}

    /** An agent's desk page connected or lost its connection. No reply. */
    record DeskConnected(String agent, boolean connected) implements ToDesk {}

    /** What a conversation still needs after a restart: answers and expiries it hasn't journalled are sent again. Reply: {@link Ok}. */
    record Reconcile(String conversationId, List<String> openGuidance) implements ToDesk {}

    /**
     * Reply to {@link Ask}. {@code availableAgents}: how many could answer now; {@code presentAgents}: how many who could
     * answer are at their desks, free or not.
     */
    record GuidanceNoted(int availableAgents, int presentAgents) {}

    /** An agent is writing an answer. No reply. */
    record Typing(String guidanceId, String agent) implements ToDesk {}

    /** From the memory: {@code task/point} of the rules that are switched on. Reply: {@link Ok}. */
    record RulesOn(Set<String> points) implements ToDesk {
        public RulesOn {
            points = Set.copyOf(points);
        }

        public static String point(GuidanceRequest request) {
            return request.task() + "/" + request.point();
        }
    }

    /** Reply to {@link Accept} and {@link Answer}. {@code reason}: for people, null when accepted. */
    record AnswerReply(AnswerOutcome outcome, @Nullable String reason) {}

    /** A request and where it stands. */
    record GuidanceView(
            GuidanceRequest request,
            String state,
            @Nullable String offeredTo,
            @Nullable Instant offerUntil,
            @Nullable GuidanceAnswer answer) {}

    record GuidanceList(List<GuidanceView> guidance) {}

    /**
     * A person at a desk.
     *
     * @param role agent or supervisor
     * @param capacity how many cards at once
     * @param load how many cards now
     */
    record AgentView(String name, String role, List<String> skills, String presence, int capacity, int load) {}

    record AgentList(List<AgentView> agents) {}
}
