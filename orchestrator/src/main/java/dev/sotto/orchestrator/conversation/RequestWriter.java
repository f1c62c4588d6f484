package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import dev.sotto.orchestrator.task.Op.Evidence;
import dev.sotto.orchestrator.task.Op.ProposedAnswer;
import dev.sotto.orchestrator.task.Review;
import dev.sotto.orchestrator.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the card: what a person needs to decide, and nothing else. */
final class RequestWriter {
    private static final int EXCERPT_LINES = 6;
    private static final Duration OFFER_WITHIN = Duration.ofSeconds(15);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final String SKILL = "general";

    private RequestWriter() {}

    static GuidanceRequest forTask(Move move, Frame frame, ConsultPoint point, String skill) {
        return forTask(move, frame, point, skill, point.answerWithin());
    }

    static GuidanceRequest forTask(Move move, Frame frame, ConsultPoint point, String skill, Duration within) {
        Map<String, Object> scope = TaskRun.scope(move, frame);
        Map<String, Object> with = TaskRun.arguments(point.with(), scope);
        GuidanceRequest.Approval approval =
                point.approves() == null ? null : new GuidanceRequest.Approval(point.approves(), with);
        GuidanceRequest bare = new GuidanceRequest(
                move.nextId("g"),
                move.id,
                channel(move),
                frame.task().name(),
                point.name(),
                point.kind(),
                point.question().render(scope),
                summary(move, frame),
                excerpt(move),
                facts(point.evidence(), scope),
                proposals(point, scope, with),
                approval,
                skill,
                move.now,
                point.offerWithin(),
                move.now.plus(within),
                new GuidanceRequest.Terms(
                        customer(move), point.risk(), people(point, scope), false, point.learns(), null));
        return move.rehearsal ? bare : withEffects(move, frame, point, bare);
    }

    static GuidanceRequest free(Move move, String question) {
        return instruction(move, "The caller asks: “" + question + "”. What shall I tell them?", question);
    }

    static GuidanceRequest whisper(Move move, String text) {
        return instruction(move, "(unasked)", text);
    }

    /** A message that is shown before it is said. */
    static GuidanceRequest review(Move move, Task task, String text) {
        Review review = Objects.requireNonNull(task.review());
        String effect = "says “" + text + "”";
        return new GuidanceRequest(
                move.nextId("g"),
                move.id,
                channel(move),
                task.name(),
                "message",
                ConsultKind.APPROVAL,
                "Say this?",
                who(move) + " wants " + task.title(),
                excerpt(move),
                List.of(),
                List.of(new GuidanceRequest.Proposal("Say it", AnswerKind.APPROVE, effect, "task", null, null)),
                null,
                review.skill(),
                move.now,
                review.within(),
                move.now.plus(review.within()),
                new GuidanceRequest.Terms(customer(move), Risk.MEDIUM, 1, false, false, text));
    }

    private static GuidanceRequest instruction(Move move, String question, String summary) {
        return new GuidanceRequest(
                move.nextId("g"),
                move.id,
                channel(move),
                move.frame == null ? "" : move.frame.task().name(),
                "",
                ConsultKind.INSTRUCTION,
                question,
                summary,
                excerpt(move),
                List.of(),
                List.of(),
                null,
                SKILL,
                move.now,
                OFFER_WITHIN,
                move.now.plus(ANSWER_WITHIN),
                new GuidanceRequest.Terms(customer(move), Risk.LOW, 1, false, true, null));
    }

    /** Each proposal says what it will make the assistant say and do: found by rehearsing it. */
    private static GuidanceRequest withEffects(Move move, Frame frame, ConsultPoint point, GuidanceRequest bare) {
        List<GuidanceRequest.Proposal> proposals = new ArrayList<>();
        for (int index = 0; index < bare.proposals().size(); index++) {
            GuidanceRequest.Proposal proposal = bare.proposals().get(index);
            String effect = Rehearsal.of(move, frame, point, bare, index + 1);
            proposals.add(new GuidanceRequest.Proposal(
                    proposal.label(), proposal.decision(), effect, "task", proposal.reason(), proposal.with()));
        }
        return bare.with(List.copyOf(proposals));
    }

    private static List<GuidanceRequest.Proposal> proposals(
            ConsultPoint point, Map<String, Object> scope, Map<String, Object> with) {
        List<GuidanceRequest.Proposal> proposals = new ArrayList<>();
        for (ProposedAnswer proposed : point.propose()) {
            String reason = proposed.reason() == null ? null : proposed.reason().render(scope);
            boolean approves = proposed.decision() == AnswerKind.APPROVE && point.approves() != null;
            Map<String, Object> changed = approves ? merged(with, TaskRun.arguments(proposed.with(), scope)) : null;
            proposals.add(
                    new GuidanceRequest.Proposal(proposed.label(), proposed.decision(), "", "task", reason, changed));
        }
        return List.copyOf(proposals);
    }

    private static Map<String, Object> merged(Map<String, Object> with, Map<String, Object> changes) {
        Map<String, Object> merged = new HashMap<>(with);
        merged.putAll(changes);
        return Map.copyOf(merged);
    }

    private static List<GuidanceRequest.Fact> facts(List<Evidence> evidence, Map<String, Object> scope) {
        List<GuidanceRequest.Fact> facts = new ArrayList<>();
        for (Evidence item : evidence) {
            String value = text(item.value().evaluate(scope));
            if (!value.isEmpty()) {
                facts.add(new GuidanceRequest.Fact(item.label(), value));
            }
        }
        return List.copyOf(facts);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Iterable<?> items) {
            List<String> texts = new ArrayList<>();
            items.forEach(item -> texts.add(String.valueOf(item)));
            return String.join(", ", texts);
        }
        return value instanceof Boolean yes ? (yes ? "yes" : "no") : String.valueOf(value);
    }

    private static String summary(Move move, Frame frame) {
        return who(move) + " wants " + frame.task().title();
    }

    private static String who(Move move) {
        return move.voice() ? "Caller" : "Visitor";
    }

    static List<GuidanceRequest.Excerpt> excerpt(Move move) {
        int size = move.transcript.size();
        return move.transcript.subList(Math.max(0, size - EXCERPT_LINES), size).stream()
                .map(line -> new GuidanceRequest.Excerpt(
                        line.from().name().toLowerCase(Locale.ROOT), line.text(), line.at(), line.audio()))
                .toList();
    }

    static String customer(Move move) {
        return Conversation.customer(move.variables, move.id);
    }

    private static int people(ConsultPoint point, Map<String, Object> scope) {
        return point.secondPersonIf() != null && point.secondPersonIf().test(scope) ? 2 : 1;
    }

    static String channel(Move move) {
        return move.channel.name().toLowerCase(Locale.ROOT);
    }
}
