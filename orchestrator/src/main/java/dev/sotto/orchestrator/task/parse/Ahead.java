package dev.sotto.orchestrator.task.parse;

import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import dev.sotto.orchestrator.task.Op.OnTimeout;
import dev.sotto.orchestrator.task.Program;
import dev.sotto.orchestrator.task.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which questions can be asked while a person thinks, because the task asks them afterwards whatever the person says?
 *
 * <p>Those that stand on every path from behind the consult to the task's end, failing tools and later consults that
 * nobody answers among them, and that can be put in the same words now. A question that only follows a "yes" is not one:
 * a "no" must not have cost the caller an answer.
 */
final class Ahead {
    private final Program program;
    private final Flow flow;
    private final AssignmentCheck assigned;
    private final Map<String, Slot> slots;
    /** Slots that are asked for on every path from an instruction to the end, in words that nothing on the way changes. */
    private final List<Set<String>> needed = new ArrayList<>();

    /** @param assigned after its check */
    Ahead(Program program, Flow flow, AssignmentCheck assigned, Map<String, Slot> slots) {
        this.program = program;
        this.flow = flow;
        this.assigned = assigned;
        this.slots = slots;
        Set<String> asked = new HashSet<>();
        program.ops().forEach(op -> {
            if (op instanceof Op.Ask ask && slots.containsKey(ask.slot())) {
                asked.add(ask.slot());
            }
        });
        program.ops().forEach(op -> needed.add(new HashSet<>(asked)));
        boolean changed = !asked.isEmpty();
        while (changed) {
            changed = false;
            for (int index = program.ops().size() - 1; index >= 0; index--) {
                changed |= needed.get(index).retainAll(neededAt(index));
            }
        }
    }

    private Set<String> neededAt(int index) {
        Op op = program.ops().get(index);
        Set<String> after = endsTask(op, index) ? new HashSet<>() : neededAfter(index);
        changedBy(op).forEach(variable -> forget(after, variable));
        if (op instanceof Op.Ask ask && slots.containsKey(ask.slot())) {
            after.add(ask.slot());
        }
        return after;
    }

    private Set<String> neededAfter(int index) {
        Set<String> all = null;
        for (Flow.Edge edge : flow.from(index)) {
            if (all == null) {
                all = new HashSet<>(needed.get(edge.to()));
            } else {
                all.retainAll(needed.get(edge.to()));
            }
        }
        return all == null ? new HashSet<>() : all;
    }

    /** A question about the variable, or one that the variable's value stands in, is another one before it changes. */
    private void forget(Set<String> asked, String variable) {
        asked.remove(variable);
        asked.removeIf(slot -> readBy(slot).contains(variable));
    }

    /** The variables that stand in a slot's question. */
    private Set<String> readBy(String name) {
        Slot slot = slots.get(name);
        return slot == null ? Set.of() : slot.ask().variables();
    }

    private static List<String> changedBy(Op op) {
        List<String> changed = new ArrayList<>();
        if (op instanceof Op.Set set) {
            changed.add(set.name());
        } else if (op instanceof Op.AskAgain again) {
            changed.add(again.slot());
        } else if (op instanceof Op.Call call && call.into() != null) {
            changed.add(call.into());
        } else if (op instanceof Op.Consult consult) {
            changed.addAll(changedBy(consult.point()));
        }
        return changed;
    }

    private static List<String> changedBy(ConsultPoint point) {
        List<String> changed = new ArrayList<>(List.of(Variables.ANSWER, Variables.APPROVED));
        for (OnTimeout timeout : point.onTimeout()) {
            if (timeout.ask() != null) {
                changed.add(timeout.ask());
            }
        }
        return changed;
    }

    /** Does a way out of the instruction lead out of the task? */
    private boolean endsTask(Op op, int index) {
        if (op instanceof Op.End || op instanceof Op.Transfer) {
            return true;
        }
        if (op instanceof Op.Call call && (call.onNotFound() < 0 || call.onError() < 0)) {
            return true;
        }
        if (op instanceof Op.Consult consult && (consult.point().onDecline() < 0 || silenceEnds(consult.point()))) {
            return true;
        }
        return flow.leaves(index);
    }

    private static boolean silenceEnds(ConsultPoint point) {
        OnTimeout last = point.onTimeout().get(point.onTimeout().size() - 1);
        boolean goesOn = last.policy() == TimeoutPolicy.ACCEPT
                || last.policy() == TimeoutPolicy.ASK_CALLER && last.ask() != null
                || last.policy() == TimeoutPolicy.DECLINE && last.say() == null;
        return !goesOn;
    }

    /** The slots for a consult, in the order in which the task comes to them when it goes on. */
    List<String> of(int consult, ConsultPoint point) {
        Set<String> known = knownAt(consult);
        Set<String> ahead = neededFrom(consult + 1);
        if (point.onDecline() >= 0) {
            ahead.retainAll(neededFrom(point.onDecline()));
        } else if (point.kind() == ConsultKind.APPROVAL) {
            ahead.clear();
        }
        changedBy(point).forEach(variable -> forget(ahead, variable));
        ahead.removeAll(known);
        ahead.removeIf(slot -> !known.containsAll(readBy(slot)));
        point.meanwhile().forEach(step -> ahead.remove(asks(step)));
        return ahead.isEmpty() ? List.of() : inOrder(consult + 1, ahead);
    }

    /** What a consult has the caller asked when nobody answers counts as set, but is empty when somebody has. */
    private Set<String> knownAt(int consult) {
        Set<String> known = new HashSet<>(assigned.certainAt(consult));
        program.ops().forEach(op -> {
            if (op instanceof Op.Consult earlier) {
                earlier.point().onTimeout().forEach(timeout -> known.remove(timeout.ask()));
            }
        });
        return known;
    }

    private Set<String> neededFrom(int start) {
        BitSet reached = flow.reachable(start, op -> false);
        boolean ends = reached.stream().anyMatch(index -> endsTask(program.ops().get(index), index));
        return ends ? new HashSet<>(needed.get(start)) : new HashSet<>();
    }

    private List<String> inOrder(int start, Set<String> ahead) {
        List<String> ordered = new ArrayList<>();
        for (int index : flow.nearestFirst(start)) {
            String slot = asks(program.ops().get(index));
            if (slot != null && ahead.contains(slot) && !ordered.contains(slot)) {
                ordered.add(slot);
            }
        }
        return List.copyOf(ordered);
    }

    private static @Nullable String asks(Op op) {
        return op instanceof Op.Ask ask ? ask.slot() : null;
    }
}
