package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Problems;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Program;
import dev.sotto.orchestrator.task.VariablePaths;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is every variable set on every path that leads to where it is read? */
final class AssignmentCheck {
    private final Program program;
    private final Flow flow;
    private final VariableTable variables;
    private final SlotTable slots;
    private final Texts texts;
    private final Problems problems;
    /** What is certainly set before each instruction; null where no path was found yet. */
    private final List<@Nullable Set<String>> before = new ArrayList<>();

    AssignmentCheck(Program program, Flow flow, VariableTable variables, SlotTable slots, Texts texts) {
        this.program = program;
        this.flow = flow;
        this.variables = variables;
        this.slots = slots;
        this.texts = texts;
        this.problems = texts.problems();
    }

    void check() {
        if (program.ops().isEmpty()) {
            return;
        }
        follow();
        for (int index = 0; index < program.ops().size(); index++) {
            Set<String> set = before.get(index);
            if (set != null) {
                check(program.ops().get(index), set);
            }
        }
    }

    /** What is certainly set before an instruction, after {@link #check}; nothing where no path leads to it. */
    Set<String> certainAt(int index) {
        Set<String> set = before.get(index);
        return set == null ? Set.of() : Set.copyOf(set);
    }

    private void follow() {
        program.ops().forEach(op -> before.add(null));
        before.set(0, new HashSet<>(Variables.ALWAYS));
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int index = open.poll();
            for (Flow.Edge edge : flow.from(index)) {
                Set<String> after = after(program.ops().get(index), edge.way(), before.get(index));
                Set<String> known = before.get(edge.to());
                if (known == null) {
                    before.set(edge.to(), after);
                    open.add(edge.to());
                } else if (known.retainAll(after)) {
                    open.add(edge.to());
                }
            }
        }
    }

    private static Set<String> after(Op op, Flow.Way way, @Nullable Set<String> before) {
        Set<String> set = new HashSet<>(before == null ? Set.of() : before);
        if (op instanceof Op.Ask ask) {
            set.add(ask.slot());
        } else if (op instanceof Op.Set assigned) {
            set.add(assigned.name());
        } else if (op instanceof Op.AskAgain again) {
            set.remove(again.slot());
        } else if (op instanceof Op.Consult consult) {
            set.add(Variables.ANSWER);
            if (consult.point().approves() != null && way == Flow.Way.NEXT) {
                set.add(Variables.APPROVED);
            }
            // What the caller is asked instead is empty when a person has answered: knowingly so.
            if (way == Flow.Way.NEXT) {
                consult.point().onTimeout().stream()
                        .map(Op.OnTimeout::ask)
                        .filter(Objects::nonNull)
                        .forEach(set::add);
            }
        } else if (op instanceof Op.Call call && call.into() != null) {
            if (way == Flow.Way.NEXT) {
                set.add(call.into());
            } else {
                set.remove(call.into());
            }
        }
        return set;
    }

    private void check(Op op, Set<String> set) {
        for (Object read : Reads.now(op, slots.all())) {
            VariablePaths.requiredBy(read).stream()
                    .map(path -> path.get(0))
                    .filter(name -> variables.has(name) && !set.contains(name))
                    .distinct()
                    .sorted()
                    .forEach(name -> problems.error(
                            texts.placeOf(read, op.at()),
                            "'" + name + "' is not set on every path to this step",
                            hint(name)));
        }
    }

    private String hint(String name) {
        if (slots.has(name)) {
            return "add - ask: " + name + " before it, or write {{" + name + " | default: ...}}";
        }
        for (Op op : program.ops()) {
            if (op instanceof Op.Call call && name.equals(call.into())) {
                return "'" + call.tool() + "' in line " + call.at().line() + " gives it";
            }
        }
        return Variables.GIVEN.contains(name) ? "a consult step gives it" : "set it before";
    }
}
