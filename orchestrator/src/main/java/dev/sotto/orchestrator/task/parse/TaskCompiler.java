package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Position;
import dev.sotto.orchestrator.task.Task;
import java.util.Map;

/** Turns one draft into a task and runs every check of a single task over it. */
final class TaskCompiler {
    private final TaskDraft draft;
    private final Map<String, DeclaredTool> tools;
    private final Texts texts;

    TaskCompiler(TaskDraft draft, Map<String, DeclaredTool> tools, Texts texts) {
        this.draft = draft;
        this.tools = tools;
        this.texts = texts;
    }

    Task compile() {
        Position at = Texts.position(draft.at());
        new ToolUseCheck(tools, texts.problems()).check(draft.lines());
        ProgramCompiler.Compiled compiled = new ProgramCompiler(draft.slots(), texts).compile(draft.lines(), at);
        draft.slots().reportUnused();
        Flow flow = new Flow(compiled.program());
        VariableTable variables = VariableTable.of(compiled.program(), draft.slots(), tools);
        new NameCheck(compiled.program(), variables, draft.slots(), texts).check();
        new PathCheck(compiled, flow, texts.problems()).check();
        if (compiled.complete()) {
            new AssignmentCheck(compiled.program(), flow, variables, draft.slots(), texts).check();
            new GateCheck(compiled.program(), flow, tools, texts.problems()).check();
        }
        return new Task(
                draft.name().text(),
                draft.title(),
                draft.when().stream().map(YamlScalar::text).toList(),
                draft.slots().all(),
                compiled.program(),
                draft.review().orElse(null),
                at);
    }
}
