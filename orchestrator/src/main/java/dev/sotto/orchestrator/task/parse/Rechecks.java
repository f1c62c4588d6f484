package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Problems;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import dev.sotto.orchestrator.task.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which look-ups does an approval rest on? They are made again before the tool runs, because facts change while a person
 * thinks. Only what reads and is not gated is made again, and only where it is plain which call gave the value.
 */
final class Rechecks {
    private final Program program;
    private final Map<String, DeclaredTool> tools;
    private final Problems problems;
    private final List<List<Flow.Edge>> before = new ArrayList<>();

    Rechecks(Program program, Flow flow, Map<String, DeclaredTool> tools, Problems problems) {
        this.program = program;
        this.tools = tools;
        this.problems = problems;
        program.ops().forEach(op -> before.add(new ArrayList<>()));
        for (int index = 0; index < program.ops().size(); index++) {
            flow.from(index).forEach(edge -> before.get(edge.to()).add(edge));
        }
    }

    /** The calls before a consult that approves a tool, in the order of the file; what is left out is warned of. */
    List<Op.Call> of(int consult, ConsultPoint point) {
        Set<Integer> calls = new TreeSet<>();
        for (String variable : new TreeSet<>(read(point))) {
            List<Integer> sources = sources(consult, variable);
            if (sources.stream().noneMatch(index -> looksUp(index, new HashSet<>()))) {
                continue;
            }
            if (sources.size() == 1 && program.ops().get(sources.get(0)) instanceof Op.Call) {
                calls.add(sources.get(0));
            } else {
                leftOut(variable, program.ops().get(consult), sources);
            }
        }
        return calls.stream().map(index -> (Op.Call) program.ops().get(index)).toList();
    }

    private static Set<String> read(ConsultPoint point) {
        Set<String> read = new HashSet<>(point.question().variables());
        point.with().values().forEach(template -> read.addAll(template.variables()));
        point.evidence().forEach(fact -> read.addAll(fact.value().variables()));
        point.propose()
                .forEach(proposal -> proposal.with().values().forEach(template -> read.addAll(template.variables())));
        if (point.secondPersonIf() != null) {
            read.addAll(point.secondPersonIf().variables());
        }
        return read;
    }

    /** Instructions whose value of the variable may be the one that the reader reads, in the order of the file. */
    private List<Integer> sources(int reader, String variable) {
        Set<Integer> sources = new TreeSet<>();
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(reader));
        while (!open.isEmpty()) {
            for (Flow.Edge edge : before.get(open.poll())) {
                boolean gives = edge.way() == Flow.Way.NEXT
                        && variable.equals(gives(program.ops().get(edge.from())));
                if (gives) {
                    sources.add(edge.from());
                } else if (!seen.get(edge.from())) {
                    seen.set(edge.from());
                    open.add(edge.from());
                }
            }
        }
        return List.copyOf(sources);
    }

    private static @Nullable String gives(Op op) {
        if (op instanceof Op.Set set) {
            return set.name();
        }
        return op instanceof Op.Call call ? call.into() : null;
    }

    /** True for a look-up, and for a set that is worked out from one. */
    private boolean looksUp(int index, Set<Integer> seen) {
        Op op = program.ops().get(index);
        if (op instanceof Op.Call call) {
            return canBeMadeAgain(call);
        }
        if (!(op instanceof Op.Set set) || !seen.add(index)) {
            return false;
        }
        return set.value().variables().stream()
                .flatMap(variable -> sources(index, variable).stream())
                .anyMatch(source -> looksUp(source, seen));
    }

    private boolean canBeMadeAgain(Op.Call call) {
        DeclaredTool declared = tools.get(call.tool());
        return declared != null
                && !declared.tool().gated()
                && declared.tool().method().equals("GET");
    }

    private void leftOut(String variable, Op consult, List<Integer> sources) {
        boolean workedOut = sources.stream().anyMatch(index -> program.ops().get(index) instanceof Op.Set);
        problems.warning(
                Texts.place(consult.at()),
                workedOut
                        ? "'" + variable
                                + "' is worked out from a look-up, and is not looked up again before the tool runs"
                        : "'" + variable
                                + "' comes from different calls, and is not looked up again before the tool runs",
                "read the result itself in the consult, or write recheck: false");
    }
}
