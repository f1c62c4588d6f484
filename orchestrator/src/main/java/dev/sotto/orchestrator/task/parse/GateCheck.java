package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Problems;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Program;
import dev.sotto.orchestrator.task.Template;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Does every path to a gated tool pass an approval for it, with the same arguments, that was not used yet? The gate itself
 * refuses at run time; this says it at start.
 */
final class GateCheck {
    private final Program program;
    private final Flow flow;
    private final Map<String, DeclaredTool> tools;
    private final Problems problems;
    private final List<@Nullable Set<Grant>> before = new ArrayList<>();

    GateCheck(Program program, Flow flow, Map<String, DeclaredTool> tools, Problems problems) {
        this.program = program;
        this.flow = flow;
        this.tools = tools;
        this.problems = problems;
    }

    /** An approval that is held: the tool, its arguments as written, and the variables that they come from. */
    private record Grant(String tool, Map<String, String> with, Set<String> variables) {
        static Grant of(String tool, Map<String, Template> with) {
            Map<String, String> written = new TreeMap<>();
            Set<String> variables = new HashSet<>();
            with.forEach((name, template) -> {
                written.put(name, template.text().replaceAll("\\s+", ""));
                variables.addAll(template.variables());
            });
            return new Grant(tool, written, variables);
        }
    }

    void check() {
        if (program.ops().isEmpty()) {
            return;
        }
        follow();
        for (int index = 0; index < program.ops().size(); index++) {
            Set<Grant> held = before.get(index);
            if (held != null && program.ops().get(index) instanceof Op.Call call && isGated(call.tool())) {
                check(call, held);
            }
        }
    }

    private void check(Op.Call call, Set<Grant> held) {
        Grant needed = Grant.of(call.tool(), call.with());
        boolean forTool = held.stream().anyMatch(grant -> grant.tool().equals(call.tool()));
        if (!forTool) {
            problems.error(
                    Texts.place(call.at()),
                    "'" + call.tool() + "' is gated, but a path leads here without an approval for it",
                    "put a consult with kind: approval and approves: " + call.tool() + " before it, on every path");
        } else if (held.stream()
                .noneMatch(grant ->
                        grant.tool().equals(needed.tool()) && grant.with().equals(needed.with()))) {
            problems.error(
                    Texts.place(call.at()),
                    "the approval for '" + call.tool() + "' is for other arguments",
                    "write the same under 'with' in both steps");
        }
    }

    private boolean isGated(String tool) {
        DeclaredTool declared = tools.get(tool);
        return declared != null && declared.tool().gated();
    }

    private void follow() {
        program.ops().forEach(op -> before.add(null));
        before.set(0, new HashSet<>());
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int index = open.poll();
            for (Flow.Edge edge : flow.from(index)) {
                Set<Grant> after = after(program.ops().get(index), edge.way(), before.get(index));
                Set<Grant> known = before.get(edge.to());
                if (known == null) {
                    before.set(edge.to(), after);
                    open.add(edge.to());
                } else if (known.retainAll(after)) {
                    open.add(edge.to());
                }
            }
        }
    }

    private static Set<Grant> after(Op op, Flow.Way way, @Nullable Set<Grant> before) {
        Set<Grant> held = new HashSet<>(before == null ? Set.of() : before);
        if (op instanceof Op.Consult consult && way == Flow.Way.NEXT) {
            String tool = consult.point().approves();
            if (tool != null) {
                held.add(Grant.of(tool, consult.point().with()));
            }
        } else if (op instanceof Op.Allow allow) {
            held.add(Grant.of(allow.tool(), allow.with()));
        } else if (op instanceof Op.Call call) {
            held.removeIf(grant -> grant.tool().equals(call.tool()) || changes(call.into(), grant));
        } else if (op instanceof Op.Set set) {
            held.removeIf(grant -> changes(set.name(), grant));
        } else if (op instanceof Op.AskAgain again) {
            held.removeIf(grant -> changes(again.slot(), grant));
        }
        return held;
    }

    private static boolean changes(@Nullable String variable, Grant grant) {
        return variable != null && grant.variables().contains(variable);
    }
}
