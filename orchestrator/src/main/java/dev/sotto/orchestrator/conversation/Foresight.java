package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import dev.sotto.orchestrator.task.VariablePaths;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks ahead while the customer is being asked something: where the task will come to a consult whose question is settled
 * already, the card is drafted now. A decision on it counts when the task gets there with the same facts.
 */
final class Foresight {
    private static final int OPS = 100;

    private Foresight() {}

    /** Drafts what is likely, and takes back what no longer is. */
    static void look(Move move) {
        for (OpenConsult consult : List.copyOf(move.consults)) {
            if (consult.isOpen() && consult.isLikely() && !isAhead(move, consult)) {
                ConsultCourse.withdraw(move, consult, WithdrawReason.CANCELLED);
            }
        }
        Frame frame = move.frame;
        if (frame != null
                && frame.asking() != null
                && frame.consult() == null
                && frame.call() == null
                && frame.task().review() == null) {
            draft(move, frame);
        }
    }

    /** The customer has corrected something: what was drafted may be about the wrong thing. */
    static void takeBack(Move move, Frame frame) {
        for (OpenConsult consult : List.copyOf(move.consults)) {
            if (consult.isOpen()
                    && consult.isLikely()
                    && consult.request().task().equals(frame.task().name())) {
                ConsultCourse.withdraw(move, consult, WithdrawReason.CORRECTED);
            }
        }
    }

    private static boolean isAhead(Move move, OpenConsult consult) {
        return move.frames().stream()
                .anyMatch(frame -> frame.task().name().equals(consult.request().task()) && !frame.effected());
    }

    private static void draft(Move move, Frame frame) {
        Frame there = walk(move, frame);
        if (there == null) {
            return;
        }
        ConsultPoint point = ((Op.Consult) there.task().program().ops().get(there.at())).point();
        if (likely(move, there, point) == null) {
            GuidanceRequest request =
                    RequestWriter.forTask(move, there, point, point.skill()).likely(true);
            move.consults.add(OpenConsult.asked(request, point, 0, move.now));
            move.effect(new Effect.RequestGuidance(request));
        }
    }

    /** The frame at the consult that will come for certain, as far as its question goes; null when there is none. */
    private static @Nullable Frame walk(Move move, Frame from) {
        Frame frame = from;
        Set<String> unknown = new HashSet<>();
        for (int count = 0; count < OPS && !frame.task().program().endsAt(frame.at()); count++) {
            Op op = frame.task().program().ops().get(frame.at());
            if (op instanceof Op.Consult consult) {
                return isSettled(consult.point(), unknown) ? frame : null;
            }
            Frame next = past(move, frame, op, unknown);
            if (next == null) {
                return null;
            }
            frame = next;
        }
        return null;
    }

    private static @Nullable Frame past(Move move, Frame frame, Op op, Set<String> unknown) {
        if (op instanceof Op.Ask ask) {
            if (!frame.values().containsKey(ask.slot())) {
                unknown.add(ask.slot());
            }
            return frame.next();
        }
        if (op instanceof Op.Say) {
            return frame.next();
        }
        if (op instanceof Op.Jump jump) {
            return frame.at(jump.target());
        }
        if (op instanceof Op.Branch branch && !reads(branch.condition(), unknown)) {
            boolean holds = branch.condition().test(TaskRun.scope(move, frame));
            return holds ? frame.next() : frame.at(branch.otherwise());
        }
        if (op instanceof Op.Set set && !reads(set.value(), unknown)) {
            return frame.with(set.name(), set.value().evaluate(TaskRun.scope(move, frame)))
                    .next();
        }
        return null;
    }

    private static boolean isSettled(ConsultPoint point, Set<String> unknown) {
        return !reads(point.question(), unknown)
                && point.with().values().stream().noneMatch(value -> reads(value, unknown))
                && (point.secondPersonIf() == null || !reads(point.secondPersonIf(), unknown));
    }

    private static boolean reads(Object expression, Set<String> unknown) {
        return VariablePaths.of(expression).stream().anyMatch(path -> unknown.contains(path.get(0)));
    }

    /** The drafted request for a point that the task comes to, or null. */
    static @Nullable OpenConsult likely(Move move, Frame frame, ConsultPoint point) {
        return move.consults.stream()
                .filter(consult -> consult.isOpen() && consult.isLikely())
                .filter(consult -> point.equals(consult.point())
                        && frame.task().name().equals(consult.request().task()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The task has come to a point that was drafted: true when the draft still holds and stands for the request from now on;
     * else it is taken back.
     */
    static boolean arrive(Move move, Frame frame, ConsultPoint point) {
        OpenConsult drafted = likely(move, frame, point);
        if (drafted == null) {
            return false;
        }
        GuidanceRequest now = RequestWriter.forTask(move, frame, point, point.skill());
        if (!holds(drafted.request(), now)) {
            ConsultCourse.withdraw(move, drafted, WithdrawReason.CORRECTED);
            return false;
        }
        OpenConsult real = drafted.inEarnest(now.as(drafted.id()), move.now);
        move.replace(real);
        move.frame = frame.consulting(real.id());
        if (real.early() == null) {
            move.effect(new Effect.PromoteGuidance(real.request()));
        } else {
            move.answers.add(Objects.requireNonNull(real.early()));
            move.replace(real.state(GuidanceState.ACCEPTED));
        }
        return true;
    }

    /** What was known is the same; that more is known does not matter. */
    private static boolean holds(GuidanceRequest drafted, GuidanceRequest now) {
        return drafted.question().equals(now.question())
                && Objects.equals(drafted.approval(), now.approval())
                && drafted.terms().approvals() == now.terms().approvals()
                && Map.copyOf(facts(now)).entrySet().containsAll(facts(drafted).entrySet());
    }

    private static Map<String, String> facts(GuidanceRequest request) {
        Map<String, String> facts = new HashMap<>();
        request.evidence().forEach(fact -> facts.merge(fact.label(), fact.value(), (a, b) -> a + "; " + b));
        return facts;
    }
}
