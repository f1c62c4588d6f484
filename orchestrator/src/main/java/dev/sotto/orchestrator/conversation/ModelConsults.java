package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.task.Tool;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Questions to people that a model asks, and what it is told of the answers. */
final class ModelConsults {
    private static final int OPEN_LIMIT = 4;

    private ModelConsults() {}

    /** {@code ask_a_person}: a clarification or an instruction; approvals come from calls of gated tools only. */
    static void ask(Move move, Generation generation, Exchange open) {
        String question = ModelFunctions.text(open.arguments(), "question");
        if (question.isEmpty()) {
            refuse(move, open, "there is no question");
            return;
        }
        if (isAsked(move, question)) {
            move.model = move.model.add(open.result(Map.of("status", "asked already; wait for the answer"), true));
            return;
        }
        if (isFull(move)) {
            refuse(move, open, "too many questions are open; wait for their answers");
            return;
        }
        boolean choice = ModelFunctions.text(open.arguments(), "kind").equals("clarification");
        ConsultKind kind = choice ? ConsultKind.CLARIFICATION : ConsultKind.INSTRUCTION;
        request(move, generation, open, ModelRequests.question(move, open, kind, question));
    }

    /** A gated tool is wanted: a person decides about it with exactly these arguments. */
    static void approval(Move move, Generation generation, Exchange open, Tool tool) {
        if (isFull(move)) {
            refuse(move, open, "too many questions are open; wait for their answers");
            return;
        }
        move.model = move.model.anew(tool.name());
        request(move, generation, open, ModelRequests.approval(move, open, tool));
    }

    private static void request(Move move, Generation generation, Exchange open, GuidanceRequest request) {
        move.consults.add(OpenConsult.asked(request, null, 0, move.now));
        move.effect(new Effect.RequestGuidance(request));
        move.model = move.model.add(open.asking(request.id()));
        if (generation.spoken() == 0) {
            move.say(Phrases.checking(move.consults.size() - 1), "consult " + request.id() + " is open");
        }
    }

    private static void refuse(Move move, Exchange open, String problem) {
        move.model = move.model.add(open.result(Map.of("error", problem), false));
    }

    private static boolean isAsked(Move move, String question) {
        return move.consults.stream()
                .anyMatch(consult ->
                        consult.isOpen() && consult.request().question().equals(question));
    }

    private static boolean isFull(Move move) {
        return move.consults.stream().filter(OpenConsult::isOpen).count() >= OPEN_LIMIT;
    }

    /** Withdraws what the model has asked; says how many questions that were. */
    static int withdraw(Move move) {
        int count = 0;
        for (OpenConsult consult : List.copyOf(move.consults)) {
            if (consult.isOpen() && waiting(move, consult.id()) != null) {
                ConsultCourse.withdraw(move, consult, WithdrawReason.CANCELLED);
                count++;
            }
        }
        return count;
    }

    private static @Nullable Exchange waiting(Move move, String guidanceId) {
        return move.model.exchanges().stream()
                .filter(exchange -> guidanceId.equals(exchange.consult()) && exchange.result() == null)
                .findFirst()
                .orElse(null);
    }

    /** A person has decided. True when a model had asked. */
    static boolean answered(Move move, OpenConsult consult, Event.GuidanceAnswered event) {
        Exchange open = waiting(move, consult.id());
        if (open == null) {
            return false;
        }
        move.model = move.model.freshRounds();
        GuidanceAnswer answer = event.answer();
        GuidanceRequest.Proposal proposal = proposal(consult.request(), answer);
        GuidanceRequest.Approval approval = consult.request().approval();
        Tool tool = approval == null ? null : move.playbook.tools().get(approval.tool());
        boolean approved = decision(answer, proposal) == AnswerKind.APPROVE && event.token() != null;
        if (tool != null && approved) {
            Map<String, Object> with = proposal != null && proposal.with() != null
                    ? proposal.with()
                    : Objects.requireNonNull(approval).with();
            String token = Objects.requireNonNull(event.token());
            if (!ModelRecheck.begin(move, consult.id(), tool, with, token)) {
                run(move, open, tool, with, token);
            }
        } else {
            if (event.token() != null) {
                move.effect(new Effect.VoidApproval(consult.id(), "there is no such tool any more"));
            }
            move.model = move.model.replace(open, open.result(result(consult, answer, proposal), false));
        }
        return true;
    }

    /** What the approval was given for still holds. */
    static void checked(Move move, ModelRecheck check) {
        Exchange open = waiting(move, check.guidanceId());
        Tool tool = move.playbook.tools().get(check.tool());
        if (open != null && tool != null) {
            run(move, open, tool, check.with(), check.token());
        } else {
            move.effect(new Effect.VoidApproval(check.guidanceId(), "nothing waits for it any more"));
        }
    }

    /** It does not hold any more: the approval is void, and the model learns the new facts. */
    static void changed(Move move, ModelRecheck check, Event.ToolReturned event) {
        move.effect(new Effect.VoidApproval(check.guidanceId(), "the facts have changed"));
        move.model = move.model.anew(check.tool());
        Exchange open = waiting(move, check.guidanceId());
        if (open != null) {
            Map<String, Object> result = Map.of(
                    "decision",
                    "void: it was approved, but the facts have changed meanwhile; nothing was done",
                    "facts_now",
                    event.value());
            move.model = move.model.replace(open, open.result(result, false));
        }
    }

    /** The approved call takes the place of the question. */
    private static void run(Move move, Exchange open, Tool tool, Map<String, Object> with, @Nullable String token) {
        move.model = move.model.remove(open);
        ModelCalls.call(move, open, tool, with, token);
        Patience.phrase(move, Wait.MOMENT, move.now, "consult " + open.consult() + " was approved");
    }

    private static Map<String, Object> result(
            OpenConsult consult, GuidanceAnswer answer, GuidanceRequest.@Nullable Proposal proposal) {
        Map<String, Object> result = new HashMap<>();
        boolean approval = consult.request().approval() != null;
        boolean declined = decision(answer, proposal) == AnswerKind.DECLINE;
        if (approval || declined) {
            result.put("decision", declined ? "declined" : "not approved");
        }
        String text = text(answer, proposal);
        if (!text.isEmpty()) {
            result.put(approval || declined ? "reason" : "answer", text);
        }
        result.put("by", "a colleague");
        return result;
    }

    private static String text(GuidanceAnswer answer, GuidanceRequest.@Nullable Proposal proposal) {
        if (!answer.text().isBlank()) {
            return answer.text().strip();
        }
        if (proposal == null) {
            return "";
        }
        return proposal.reason() == null ? proposal.label() : proposal.reason();
    }

    private static AnswerKind decision(GuidanceAnswer answer, GuidanceRequest.@Nullable Proposal proposal) {
        boolean chosen = answer.answer() == AnswerKind.CHOOSE || answer.answer() == AnswerKind.EDIT;
        return chosen && proposal != null ? proposal.decision() : answer.answer();
    }

    private static GuidanceRequest.@Nullable Proposal proposal(GuidanceRequest request, GuidanceAnswer answer) {
        List<GuidanceRequest.Proposal> proposals = request.proposals();
        return answer.choice() >= 1 && answer.choice() <= proposals.size() ? proposals.get(answer.choice() - 1) : null;
    }

    /** Nobody has answered in time: never a yes. True when a model had asked. */
    static boolean expired(Move move, OpenConsult consult) {
        Exchange open = waiting(move, consult.id());
        if (open == null) {
            return false;
        }
        boolean approval = consult.request().kind() == ConsultKind.APPROVAL;
        Map<String, Object> result = Map.of(
                approval ? "decision" : "error",
                approval ? "not approved: nobody could decide in time" : "nobody could answer in time",
                "by",
                "nobody");
        move.model = move.model.freshRounds().replace(open, open.result(result, false));
        return true;
    }

    static String label(String name) {
        return name.replace('_', ' ').replace('.', ' ').toLowerCase(Locale.ROOT);
    }
}
