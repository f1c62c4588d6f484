package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Position;
import dev.sotto.orchestrator.task.Program;
import dev.sotto.orchestrator.task.Task;
import java.util.ArrayList;
import java.util.List;
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
        Program program = compiled.program();
        if (compiled.complete()) {
            AssignmentCheck assigned = new AssignmentCheck(program, flow, variables, draft.slots(), texts);
            assigned.check();
            new GateCheck(program, flow, tools, texts.problems()).check();
            program = foreseeing(compiled, flow, assigned);
        }
        return new Task(
                draft.name().text(),
                draft.title(),
                draft.when().stream().map(YamlScalar::text).toList(),
                draft.slots().all(),
                program,
                draft.review().orElse(null),
                at);
    }

    private Program foreseeing(ProgramCompiler.Compiled compiled, Flow flow, AssignmentCheck assigned) {
        List<Op> ops = new ArrayList<>(compiled.program().ops());
        Ahead ahead =
                new Ahead(compiled.program(), flow, assigned, draft.slots().all());
        Rechecks rechecks = new Rechecks(compiled.program(), flow, tools, texts.problems());
        for (int index = 0; index < ops.size(); index++) {
            if (ops.get(index) instanceof Op.Consult consult) {
                Op.ConsultPoint point = consult.point();
                List<Op.Call> again = compiled.recheckable().get(index) ? rechecks.of(index, point) : List.of();
                ops.set(index, new Op.Consult(point.foreseeing(ahead.of(index, point), again), consult.at()));
            }
        }
        return new Program(ops);
    }
}
