package dev.sotto.orchestrator.task.parse;

import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Where a program can go from each instruction. Built once for a program. */
final class Flow {
    /** How an instruction is left. */
    enum Way {
        NEXT,
        /** A branch whose condition does not hold. */
        OTHERWISE,
        NOT_FOUND,
        ERROR,
        DECLINED
    }

    record Edge(int from, int to, Way way) {}

    private final Program program;
    private final List<List<Edge>> edges = new ArrayList<>();

    Flow(Program program) {
        this.program = program;
        for (int index = 0; index < program.ops().size(); index++) {
            edges.add(edgesOf(index, program.ops().get(index)));
        }
    }

    /** Ways out that lead to an instruction; the way out of the task is not among them. */
    List<Edge> from(int index) {
        return edges.get(index);
    }

    private List<Edge> edgesOf(int index, Op op) {
        List<Edge> out = new ArrayList<>();
        if (op instanceof Op.Jump jump) {
            add(out, index, jump.target(), Way.NEXT);
        } else if (op instanceof Op.AskAgain again) {
            add(out, index, again.target(), Way.NEXT);
        } else if (!(op instanceof Op.End) && !(op instanceof Op.Transfer)) {
            add(out, index, index + 1, Way.NEXT);
        }
        if (op instanceof Op.Branch branch) {
            add(out, index, branch.otherwise(), Way.OTHERWISE);
        } else if (op instanceof Op.Call call) {
            add(out, index, call.onNotFound(), Way.NOT_FOUND);
            add(out, index, call.onError(), Way.ERROR);
        } else if (op instanceof Op.Consult consult) {
            add(out, index, consult.point().onDecline(), Way.DECLINED);
        }
        return List.copyOf(out);
    }

    private void add(List<Edge> out, int from, int to, Way way) {
        if (to >= 0 && !program.endsAt(to)) {
            out.add(new Edge(from, to, way));
        }
    }

    /** Does a branch, a jump or simply the next step lead past the last instruction? */
    boolean leaves(int index) {
        Op op = program.ops().get(index);
        if (op instanceof Op.Jump jump) {
            return program.endsAt(jump.target());
        }
        if (op instanceof Op.AskAgain again) {
            return program.endsAt(again.target());
        }
        return program.endsAt(index + 1) || op instanceof Op.Branch branch && program.endsAt(branch.otherwise());
    }

    /** Everything that can be reached from {@code start} (itself included), what takes fewer steps first. */
    List<Integer> nearestFirst(int start) {
        List<Integer> order = new ArrayList<>();
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        if (!program.endsAt(start)) {
            open.add(start);
        }
        while (!open.isEmpty()) {
            int index = open.poll();
            if (!seen.get(index)) {
                seen.set(index);
                order.add(index);
                edges.get(index).forEach(edge -> open.add(edge.to()));
            }
        }
        return order;
    }

    /** Everything that can be reached from {@code start} (itself included), never going on from what {@code stops}. */
    BitSet reachable(int start, Predicate<Op> stops) {
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        if (!program.endsAt(start)) {
            open.add(start);
        }
        while (!open.isEmpty()) {
            int index = open.poll();
            if (reached.get(index)) {
                continue;
            }
            reached.set(index);
            if (!stops.test(program.ops().get(index))) {
                edges.get(index).forEach(edge -> open.add(edge.to()));
            }
        }
        return reached;
    }
}
