package dev.sotto.orchestrator.task;

import java.util.List;

/** A task's instructions, flat; an index past the end means that the task is done. */
public record Program(List<Op> ops) {
    public Program {
        ops = List.copyOf(ops);
    }

    /** True when {@code index} is past the last instruction. */
    public boolean endsAt(int index) {
        return index >= ops.size();
    }

    /** Index of the instruction that asks for a slot, or -1. */
    public int asks(String slot) {
        for (int index = 0; index < ops.size(); index++) {
            if (ops.get(index) instanceof Op.Ask ask && ask.slot().equals(slot)) {
                return index;
            }
        }
        return -1;
    }
}
