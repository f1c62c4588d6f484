package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plays an answer through on a copy, to tell the person what it will make the assistant say and do. */
final class Rehearsal {
    private static final int CALLS = 5;

    private Rehearsal() {}

    static String of(Move move, Frame frame, ConsultPoint point, GuidanceRequest request, int choice) {
        Move copy = new Move(move.playbook, move.freeze(), move.now);
        copy.rehearsal = true;
        copy.frame = frame.consulting(request.id());
        copy.paused.clear();
        copy.floor = Floor.silent(move.now);
        OpenConsult consult = OpenConsult.asked(request, point, 0, move.now).state(GuidanceState.ANSWERED);
        AnswerKind decision = request.proposals().get(choice - 1).decision();
        GuidanceAnswer answer = new GuidanceAnswer(decision, choice, "", "", move.now);
        List<String> calls = new ArrayList<>();
        Decisions.apply(copy, consult, point, new Event.GuidanceAnswered(request.id(), answer, "rehearsal", move.now));
        for (int count = 0; count < CALLS && copy.frame != null && copy.frame.call() != null; count++) {
            Effect.CallTool call = copy.frame.call();
            calls.add("runs " + call.tool() + " " + arguments(call));
            Tools.returned(copy, new Event.ToolReturned(call.callId(), ToolOutcome.SUCCESS, Map.of(), "", move.now));
        }
        return words(copy, calls);
    }

    private static String arguments(Effect.CallTool call) {
        return new TreeMap<>(call.with())
                .entrySet().stream()
                        .map(argument -> argument.getKey().replace('_', ' ') + " " + argument.getValue())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String words(Move copy, List<String> calls) {
        List<String> parts = new ArrayList<>(calls);
        List<String> said = new ArrayList<>(copy.words());
        said.remove(copy.playbook.persona().anythingElse());
        if (!said.isEmpty()) {
            parts.add("says “" + String.join(" ", said) + "”");
        }
        return String.join(", then ", parts);
    }
}
