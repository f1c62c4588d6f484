package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Problems;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Program;
import java.util.BitSet;

/** Can every step be reached, and does every way round ask somebody something? */
final class PathCheck {
    private final Program program;
    private final BitSet synthetic;
    private final boolean complete;
    private final Flow flow;
    private final Problems problems;

    PathCheck(ProgramCompiler.Compiled compiled, Flow flow, Problems problems) {
        this.program = compiled.program();
        this.synthetic = compiled.synthetic();
        this.complete = compiled.complete();
        this.flow = flow;
        this.problems = problems;
    }

    void check() {
        if (complete) {
            unreachable();
        }
        loops();
    }

    private void unreachable() {
        BitSet reached = flow.reachable(0, op -> false);
        boolean before = false;
        for (int index = 0; index < program.ops().size(); index++) {
            boolean now = !reached.get(index);
            if (now && !before && !synthetic.get(index)) {
                problems.error(
                        Texts.place(program.ops().get(index).at()),
                        "no path leads to this step",
                        "the step before it always goes elsewhere; remove one, or give this a label that is used");
            }
            before = now && (before || !synthetic.get(index));
        }
    }

    private void loops() {
        for (int index = 0; index < program.ops().size(); index++) {
            boolean back = program.ops().get(index) instanceof Op.Jump jump
                    && flow.reachable(jump.target(), PathCheck::waits).get(index);
            if (back && !synthetic.get(index)) {
                problems.error(
                        Texts.place(program.ops().get(index).at()),
                        "this goes round without asking anybody anything",
                        "use ask_again, which empties the slot first: a filled slot is not asked for again");
            }
        }
    }

    /** An {@link Op.Ask} whose slot is filled does not wait. */
    private static boolean waits(Op op) {
        return op instanceof Op.AskAgain || op instanceof Op.Consult;
    }
}
