package dev.sotto.orchestrator.task.parse;

import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Program;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that a task can set, and what is known of their properties. */
final class VariableTable {
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, Set<String>> properties = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    private VariableTable() {}

    static VariableTable of(Program program, SlotTable slots, Map<String, DeclaredTool> tools) {
        VariableTable table = new VariableTable();
        table.names.addAll(slots.all().keySet());
        table.names.addAll(Variables.ALWAYS);
        slots.all().keySet().forEach(slot -> table.properties.put(slot, Set.of()));
        Variables.ALWAYS.forEach(name -> table.properties.put(name, Set.of()));
        table.open.add("customer");
        table.open.add("call");
        for (Op op : program.ops()) {
            if (op instanceof Op.Call call && call.into() != null) {
                table.result(call.into(), tools.get(call.tool()));
            } else if (op instanceof Op.Set set) {
                table.names.add(set.name());
                table.open.add(set.name());
            } else if (op instanceof Op.Consult consult) {
                table.names.add(Variables.ANSWER);
                table.properties.put(Variables.ANSWER, Variables.ANSWER_PROPERTIES);
                table.approved(consult.point());
            }
        }
        return table;
    }

    private void approved(Op.ConsultPoint point) {
        if (point.approves() != null) {
            names.add(Variables.APPROVED);
            merge(Variables.APPROVED, point.with().keySet());
        }
    }

    private void result(String name, @Nullable DeclaredTool tool) {
        names.add(name);
        if (tool == null || tool.result().isEmpty()) {
            open.add(name);
        } else {
            merge(name, tool.result());
        }
    }

    private void merge(String name, Set<String> more) {
        Set<String> both = new LinkedHashSet<>(properties.getOrDefault(name, Set.of()));
        both.addAll(more);
        properties.put(name, both);
    }

    Set<String> names() {
        return names;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** The properties a variable has, or nothing when it may have any. */
    Optional<Set<String>> propertiesOf(String name) {
        return open.contains(name) ? Optional.empty() : Optional.ofNullable(properties.get(name));
    }
}
