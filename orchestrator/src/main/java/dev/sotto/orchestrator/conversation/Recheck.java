package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Facts change while a person thinks. Between an approval and the gated tool, what the person decided on is looked up
 * again: what is still the same is done; what is not voids the approval, and the task goes on from the new facts.
 *
 * @param answer the approval that waits
 * @param next which of the point's look-ups is under way
 * @param fresh what was found so far, by variable
 */
record Recheck(Event.GuidanceAnswered answer, int next, Map<String, Object> fresh) {

    static void begin(Move move, Frame frame, OpenConsult consult, Event.GuidanceAnswered answer) {
        look(move, frame, Objects.requireNonNull(consult.point()), new Recheck(answer, 0, Map.of()));
    }

    private static void look(Move move, Frame frame, ConsultPoint point, Recheck recheck) {
        Op.Call call = point.rechecks().get(recheck.next());
        Map<String, Object> with = TaskRun.arguments(call.with(), TaskRun.scope(move, frame));
        Effect.CallTool wanted = new Effect.CallTool(move.nextId("t"), call.tool(), with, null, null);
        move.effect(wanted);
        move.frame = frame.rechecking(recheck, wanted);
    }

    static void returned(Move move, Frame frame, Event.ToolReturned event) {
        Recheck recheck = Objects.requireNonNull(frame.recheck());
        OpenConsult consult = Objects.requireNonNull(move.consult(recheck.answer.guidanceId()));
        ConsultPoint point = Objects.requireNonNull(consult.point());
        Op.Call call = point.rechecks().get(recheck.next());
        if (event.outcome() != ToolOutcome.SUCCESS) {
            move.effect(new Effect.VoidApproval(consult.id(), "its facts could not be looked up again"));
            move.frame = frame.rechecked();
            Tools.turned(move, move.frame, call, event);
            return;
        }
        Map<String, Object> fresh = new HashMap<>(recheck.fresh());
        fresh.put(Objects.requireNonNull(call.into()), event.value());
        Recheck found = new Recheck(recheck.answer(), recheck.next() + 1, Map.copyOf(fresh));
        if (found.next() < point.rechecks().size()) {
            look(move, frame.rechecked(), point, found);
        } else {
            decide(move, frame.rechecked(), consult, point, found);
        }
    }

    private static void decide(Move move, Frame frame, OpenConsult consult, ConsultPoint point, Recheck found) {
        Frame now = frame;
        for (Map.Entry<String, Object> fact : found.fresh().entrySet()) {
            now = now.with(fact.getKey(), fact.getValue());
        }
        if (facts(point, TaskRun.scope(move, frame)).equals(facts(point, TaskRun.scope(move, now)))) {
            move.frame = now;
            Decisions.approved(move, consult, found.answer());
            return;
        }
        move.effect(new Effect.VoidApproval(consult.id(), "the facts have changed"));
        move.say(Phrases.CHANGED_MEANWHILE, "facts changed after the approval " + consult.id());
        // everything behind the look-up is worked out anew; what the customer has given stays given
        int lookup = frame.task().program().ops().indexOf(point.rechecks().get(0));
        move.frame = now.at(lookup + 1);
        TaskRun.advance(move);
    }

    /** Everything that the person saw and that is bound to the approval, in words. */
    private static Map<String, String> facts(ConsultPoint point, Map<String, Object> scope) {
        Map<String, String> facts = new HashMap<>();
        facts.put("question", point.question().render(scope));
        facts.put("with", new TreeMap<>(TaskRun.arguments(point.with(), scope)).toString());
        point.evidence()
                .forEach(item -> facts.merge(
                        "fact " + item.label(), String.valueOf(item.value().evaluate(scope)), (a, b) -> a + "; " + b));
        if (point.secondPersonIf() != null) {
            facts.put("two", String.valueOf(point.secondPersonIf().test(scope)));
        }
        return facts;
    }
}
