package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.task.Expression;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import dev.sotto.orchestrator.task.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the card for a question that a model asks. What the machine knows itself (what tools have answered) stands beside what
 * the model claims, and says so: a person must not take a model's word for a fact.
 */
final class ModelRequests {
    private static final Duration OFFER_WITHIN = Duration.ofSeconds(15);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final String SKILL = "general";
    private static final int FACTS = 12;
    private static final int CHOICES = 6;
    private static final String CLAIMED = "The assistant says";

    private ModelRequests() {}

    static GuidanceRequest question(Move move, Exchange open, ConsultKind kind, String question) {
        List<GuidanceRequest.Proposal> proposals = ModelFunctions.texts(open.arguments(), "options").stream()
                .limit(CHOICES)
                .map(option -> new GuidanceRequest.Proposal(
                        option, AnswerKind.CHOOSE, "tells the customer", "model", null, null))
                .toList();
        return request(move, open, kind, question, proposals, null, null, 1);
    }

    static GuidanceRequest approval(Move move, Exchange open, Tool tool) {
        ConsultPoint point = point(move, tool);
        Map<String, Object> with = open.arguments();
        String runs = "runs " + tool.name() + " " + new TreeMap<>(with);
        List<GuidanceRequest.Proposal> proposals = List.of(
                new GuidanceRequest.Proposal("Approve", AnswerKind.APPROVE, runs, "model", null, with),
                new GuidanceRequest.Proposal(
                        "Decline",
                        AnswerKind.DECLINE,
                        "tells the customer that it can't be done",
                        "model",
                        null,
                        null));
        return request(
                move,
                open,
                ConsultKind.APPROVAL,
                "May " + tool.name() + " run with " + new TreeMap<>(with) + "?",
                proposals,
                new GuidanceRequest.Approval(tool.name(), with),
                point,
                people(move, point, with));
    }

    private static GuidanceRequest request(
            Move move,
            Exchange open,
            ConsultKind kind,
            String question,
            List<GuidanceRequest.Proposal> proposals,
            GuidanceRequest.@Nullable Approval approval,
            @Nullable ConsultPoint point,
            int people) {
        Risk risk = point != null ? point.risk() : approval == null ? Risk.LOW : Risk.HIGH;
        return new GuidanceRequest(
                move.nextId("g"),
                move.id,
                RequestWriter.channel(move),
                move.frame == null ? "" : move.frame.task().name(),
                "",
                kind,
                question,
                summary(move, approval),
                RequestWriter.excerpt(move),
                facts(move, open),
                proposals,
                approval,
                point == null ? SKILL : point.skill(),
                move.now,
                point == null ? OFFER_WITHIN : point.offerWithin(),
                move.now.plus(point == null ? ANSWER_WITHIN : point.answerWithin()),
                new GuidanceRequest.Terms(RequestWriter.customer(move), risk, people, false, approval == null, null));
    }

    private static String summary(Move move, GuidanceRequest.@Nullable Approval approval) {
        String who = move.voice() ? "Caller" : "Visitor";
        return approval == null
                ? who + " asks something that the assistant can't answer"
                : who + " wants something that needs " + ModelConsults.label(approval.tool());
    }

    private static List<GuidanceRequest.Fact> facts(Move move, Exchange open) {
        List<GuidanceRequest.Fact> facts = new ArrayList<>();
        List<Exchange> past = move.model.exchanges();
        for (int index = past.size() - 1; index >= 0 && facts.size() < FACTS; index--) {
            known(past.get(index), facts);
        }
        for (String claim : ModelFunctions.texts(open.arguments(), "evidence")) {
            if (facts.size() < FACTS) {
                facts.add(new GuidanceRequest.Fact(CLAIMED, claim));
            }
        }
        return List.copyOf(facts);
    }

    private static void known(Exchange exchange, List<GuidanceRequest.Fact> facts) {
        if (exchange.call() == null
                || exchange.result() == null
                || !(exchange.result().get("value") instanceof Map<?, ?> value)) {
            return;
        }
        TreeMap<String, Object> sorted = new TreeMap<>();
        value.forEach((name, fact) -> sorted.put(String.valueOf(name), fact));
        sorted.forEach((name, fact) -> {
            if (facts.size() < FACTS) {
                facts.add(new GuidanceRequest.Fact(
                        ModelConsults.label(exchange.function()) + ": " + ModelConsults.label(name),
                        String.valueOf(fact)));
            }
        });
    }

    /** The place in a task that asks for the same approval: what the file says about who decides holds here, too. */
    private static @Nullable ConsultPoint point(Move move, Tool tool) {
        return move.playbook.tasks().values().stream()
                .flatMap(task -> task.program().ops().stream())
                .filter(op -> op instanceof Op.Consult consult
                        && tool.name().equals(consult.point().approves()))
                .map(op -> ((Op.Consult) op).point())
                .findFirst()
                .orElse(null);
    }

    /** Where the file's condition for a second person can't be worked out from what is known, there is one. */
    private static int people(Move move, @Nullable ConsultPoint point, Map<String, Object> with) {
        Expression second = point == null ? null : point.secondPersonIf();
        if (second == null) {
            return 1;
        }
        Map<String, Object> scope = new HashMap<>(with);
        for (Exchange past : move.model.exchanges()) {
            Object value = past.result() == null ? null : past.result().get("value");
            if (past.call() != null
                    && value != null
                    && past.arguments().values().stream().anyMatch(with::containsValue)) {
                variables(move, past.function()).forEach(name -> scope.put(name, value));
            }
        }
        return scope.keySet().containsAll(second.variables()) && !second.test(Map.copyOf(scope)) ? 1 : 2;
    }

    /** What task files call the result of a tool. */
    private static List<String> variables(Move move, String tool) {
        return move.playbook.tasks().values().stream()
                .flatMap(task -> task.program().ops().stream())
                .map(op -> op instanceof Op.Call call && call.tool().equals(tool) ? call.into() : null)
                .filter(Objects::nonNull)
                .map(name -> (String) name)
                .distinct()
                .toList();
    }
}
