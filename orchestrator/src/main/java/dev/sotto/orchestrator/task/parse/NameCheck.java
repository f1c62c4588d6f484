package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Program;
import dev.sotto.orchestrator.task.VariablePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Is there such a variable, and such a property of it? */
final class NameCheck {
    private final Program program;
    private final VariableTable variables;
    private final SlotTable slots;
    private final Texts texts;
    private final Problems problems;

    NameCheck(Program program, VariableTable variables, SlotTable slots, Texts texts) {
        this.program = program;
        this.variables = variables;
        this.slots = slots;
        this.texts = texts;
        this.problems = texts.problems();
    }

    void check() {
        for (Op op : program.ops()) {
            List<Object> reads = new ArrayList<>(Reads.now(op, slots.all()));
            reads.addAll(Reads.later(op, slots.all()));
            for (Object read : reads) {
                Place at = texts.placeOf(read, op.at());
                VariablePaths.of(read).stream()
                        .sorted((left, right) -> left.toString().compareTo(right.toString()))
                        .forEach(path -> path(path, at));
            }
            names(op);
        }
    }

    private void names(Op op) {
        String name = op instanceof Op.Set set ? set.name() : op instanceof Op.Call call ? call.into() : null;
        if (name != null && Variables.GIVEN.contains(name)) {
            problems.error(
                    Texts.place(op.at()), "'" + name + "' is always there and can't be set", "choose another name");
        } else if (name != null && op instanceof Op.Call && slots.has(name)) {
            problems.error(
                    Texts.place(op.at()),
                    "'" + name + "' is a slot and can't take a result",
                    "choose another name for 'into'");
        }
    }

    private void path(List<String> path, Place at) {
        String name = path.get(0);
        if (!variables.has(name)) {
            if (name.equals(Variables.ANSWER)) {
                problems.error(at, "'answer' is read, but nobody is asked", "a consult step gives it");
            } else {
                problems.error(at, "nothing sets '" + name + "'", unknown(name));
            }
            return;
        }
        Optional<Set<String>> properties = variables.propertiesOf(name);
        if (path.size() > 1 && properties.isPresent() && !properties.get().contains(path.get(1))) {
            problems.error(
                    at, "'" + name + "' has no '" + path.get(1) + "'", Spelling.hint(path.get(1), properties.get()));
        }
    }

    private String unknown(String name) {
        return Spelling.nearest(name, variables.names())
                .map(near -> "did you mean '" + near + "'?")
                .orElse("declare a slot and ask for it, or set it; texts stand in 'single quotes'");
    }
}
