package dev.sotto.orchestrator.message;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the guidance broker is asked; sent to {@link Addresses#desk}. */
public sealed interface ToDesk {
    /** A person is wanted. Reply: {@link GuidanceNoted} when the request is durable. Idempotent by the request's id. */
    record Ask(GuidanceRequest request) implements ToDesk {}

    /** A request needs no answer any more. Reply: {@link Ok}. */
    record Withdraw(String guidanceId, WithdrawReason reason, Instant at) implements ToDesk {}

    /**
     * What was only likely ({@link GuidanceRequest.Terms#likely}) is asked now. Reply: {@link GuidanceNoted} when that is
     * durable. Idempotent; when somebody has answered already, the answer is delivered again. A request that never
     * arrived is asked.
     */
    record Promote(String guidanceId, GuidanceRequest request) implements ToDesk {}

    /** A supervisor puts a card before an agent, whoever has it. Reply: {@link AnswerReply}. */
    record Reassign(String guidanceId, String agent, String by) implements ToDesk {}

    /** An agent takes a card. Reply: {@link AnswerReply}. */
    record Accept(String guidanceId, String agent) implements ToDesk {}

    /**
     * An agent answers. Reply: {@link AnswerReply}, only after the answer is durable.
     *
     * @param choice which proposal, from 1; 0 when none
     */
    record Answer(String guidanceId, String agent, AnswerKind answer, int choice, String text) implements ToDesk {}

    /**
     * One answer for several requests that are nearly the same; each is answered by itself. Reply: {@link BundleReply}.
     *
     * @param members the requests that the agent has seen and means
     */
    record AnswerBundle(String bundle, String agent, AnswerKind answer, int choice, String text, List<String> members)
            implements ToDesk {
        public AnswerBundle {
            members = List.copyOf(members);
        }
    }

    /** The requests that are nearly the same as this one. Reply: {@link GuidanceBundle}, or {@link Refused} {@code unknown}. */
    record ReadBundle(String guidanceId) implements ToDesk {}

    /** Who did what with a request. Reply: {@link AuditTrail}. */
    record ReadAudit(String guidanceId) implements ToDesk {}

    /** How people did on cards whose right answer was known, newest first. Reply: {@link AuditTrail}. */
    record ListChecks(int limit) implements ToDesk {}

    /** Requests that were settled since then, newest first. Reply: {@link GuidanceList}. */
    record ListSettled(Instant since, int limit) implements ToDesk {}

    /** Reply: {@link GuidanceList}. {@code state}: {@code open} (open, offered or accepted), {@code all}, or one state. */
    record ListGuidance(String state, int limit) implements ToDesk {}

    /** Reply: {@link GuidanceView}, or {@link Refused} {@code unknown}. */
    record Read(String guidanceId) implements ToDesk {}

    /** Reply: {@link AgentList}. */
    record Agents() implements ToDesk {}

    /**
     * An agent's presence. Reply: {@link AgentView}.
     *
     * @param presence available, busy, away or offline
     * @param capacityVoice how many of the cards may be of calls; null leaves it as it is
     * @param capacityChat how many of the cards may be of chats; null leaves it as it is
     */
    record SetPresence(
            String agent,
            String presence,
            int capacity,
            @Nullable Integer capacityVoice,
            @Nullable Integer capacityChat)
            implements ToDesk {
        public SetPresence(String agent, String presence, int capacity) {
            this(agent, presence, capacity, null, null);
        }
    }

    /**
     * An agent has signed in ({@code until}: for how long that may mean that they are there) or out (null). Who has said
     * nothing of their presence yet is taken to be there for that time, though nothing is offered to them. No reply.
     */
    record SignedIn(String agent, @Nullable Instant until) implements ToDesk {}

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

    /**
     * A request and where it stands.
     *
     * @param offeredTo who got it first of those who have it before them
     * @param offerUntil when the first of the offers runs out
     */
    record GuidanceView(
            GuidanceRequest request,
            String state,
            @Nullable String offeredTo,
            @Nullable Instant offerUntil,
            @Nullable GuidanceAnswer answer,
            Standing standing) {
        public GuidanceView(
                GuidanceRequest request,
                String state,
                @Nullable String offeredTo,
                @Nullable Instant offerUntil,
                @Nullable GuidanceAnswer answer) {
            this(request, state, offeredTo, offerUntil, answer, Standing.PLAIN);
        }
    }

    /**
     * What only the desk knows of a request.
     *
     * @param holders who has it before them
     * @param approvedBy who has approved it, while a second person must
     * @param patienceSeconds within how many seconds half of such customers give up; null when it is settled
     * @param bundle the bundle of nearly identical requests that it is in, or null
     * @param unattended true when nobody is there who could answer
     */
    record Standing(
            List<Holder> holders,
            List<String> approvedBy,
            @Nullable Long patienceSeconds,
            @Nullable String bundle,
            boolean unattended) {
        public static final Standing PLAIN = new Standing(List.of(), List.of(), null, null, false);

        public Standing {
            holders = List.copyOf(holders);
            approvedBy = List.copyOf(approvedBy);
        }
    }

    /** Somebody who has a card before them; {@code until} is null when they have taken it. */
    record Holder(String agent, Instant since, @Nullable Instant until) {}

    record GuidanceList(List<GuidanceView> guidance) {}

    /** {@code bundle}: null when the request is the only one of its kind; {@code members}: all of it, the oldest first. */
    record GuidanceBundle(@Nullable String bundle, List<GuidanceView> members) {}

    /** What became of each member's answer, in the order they were named. */
    record BundleReply(List<MemberReply> outcomes) {}

    record MemberReply(String guidanceId, AnswerReply reply) {}

    /** What happened with a request, oldest first. */
    record AuditTrail(List<AuditLine> lines) {}

    /**
     * Somebody did something.
     *
     * @param who null when it was nobody (an offer ran out)
     * @param what offered, ran_out, seen, accepted, answered, reassigned, promoted, expired, withdrawn, pause or check
     */
    record AuditLine(
            String guidanceId,
            Instant at,
            @Nullable String who,
            String what,
            @Nullable String outcome,
            @Nullable String detail) {}

    /**
     * A person at a desk.
     *
     * @param role agent or supervisor
     * @param skills their names, sorted
     * @param presence available, busy, away, offline, or wrap_up while the desk gives them a pause
     * @param capacity how many cards at once
     * @param load how many cards now
     */
    record AgentView(
            String name,
            String role,
            List<String> skills,
            String presence,
            int capacity,
            int load,
            AgentDetail detail) {
        public AgentView(String name, String role, List<String> skills, String presence, int capacity, int load) {
            this(name, role, skills, presence, capacity, load, AgentDetail.PLAIN);
        }
    }

    /**
     * The rest about a person at a desk.
     *
     * @param levels how good they are at each skill, 1 to 5
     * @param capacityVoice how many cards of calls; null: no limit of its own
     * @param capacityChat how many cards of chats; null: no limit of its own
     * @param voiceLoad how many of their cards are of calls
     * @param pausedFor wrap_up or attention; null when they are not paused
     */
    record AgentDetail(
            Map<String, Integer> levels,
            @Nullable Integer capacityVoice,
            @Nullable Integer capacityChat,
            int voiceLoad,
            @Nullable String pausedFor,
            @Nullable Instant pausedUntil) {
        public static final AgentDetail PLAIN = new AgentDetail(Map.of(), null, null, 0, null, null);

        public AgentDetail {
            levels = Map.copyOf(levels);
        }
    }

    record AgentList(List<AgentView> agents) {}
}
