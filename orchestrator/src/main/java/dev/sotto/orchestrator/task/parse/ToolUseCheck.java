package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Op.ProposedAnswer;
import dev.sotto.orchestrator.task.parse.Step.Line;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Are the tools there, are they given what they take, and does an approval open a gated one? */
final class ToolUseCheck {
    private final Map<String, DeclaredTool> tools;
    private final Problems problems;

    ToolUseCheck(Map<String, DeclaredTool> tools, Problems problems) {
        this.tools = tools;
        this.problems = problems;
    }

    void check(List<Line> lines) {
        for (Line line : lines) {
            if (line.step() instanceof Step.Call call) {
                use(call.tool(), call.with());
                call.onNotFound().ifPresent(this::check);
                call.onError().ifPresent(this::check);
            } else if (line.step() instanceof Step.Consult consult) {
                consult(consult.point());
            } else if (line.step() instanceof Step.Choice choice) {
                check(choice.then());
                check(choice.otherwise());
            }
        }
    }

    private void consult(Step.Point point) {
        point.onDecline().ifPresent(this::check);
        point.approves().ifPresent(name -> {
            use(name, point.with());
            DeclaredTool declared = tools.get(name.text());
            if (declared != null && !declared.tool().gated()) {
                problems.error(
                        name.at(),
                        "'" + name.text() + "' is not gated, so it needs no approval",
                        "add gated: true to the tool");
            }
            for (ProposedAnswer proposal : point.propose()) {
                if (declared != null) {
                    unknown(name.text(), declared, proposal.with().keySet(), point.with());
                }
            }
        });
    }

    private void use(YamlScalar name, Step.Arguments with) {
        DeclaredTool declared = tools.get(name.text());
        if (declared == null) {
            problems.error(
                    name.at(), "there is no tool '" + name.text() + "'", Spelling.hint(name.text(), tools.keySet()));
            return;
        }
        for (String needed : declared.tool().arguments().keySet()) {
            if (!with.values().containsKey(needed)) {
                problems.error(
                        with.at(), "'" + name.text() + "' needs the argument '" + needed + "'", "add it under 'with'");
            }
        }
        unknown(name.text(), declared, with.values().keySet(), with);
    }

    private void unknown(String tool, DeclaredTool declared, Set<String> given, Step.Arguments with) {
        Set<String> known = declared.tool().arguments().keySet();
        for (String name : given) {
            if (!known.contains(name)) {
                problems.error(
                        with.at(), "'" + tool + "' takes no argument '" + name + "'", Spelling.hint(name, known));
            }
        }
    }
}
