package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Expression;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Position;
import dev.sotto.orchestrator.task.Program;
import dev.sotto.orchestrator.task.parse.Step.Line;
import dev.sotto.orchestrator.task.parse.TimeoutReader.Timeout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Lays steps out in a line. Targets are known only when all is laid out, so instructions are made at the end.
 *
 * <p>What happens on a decline, an error or "not found" stands behind the task's own steps; each such block ends the task
 * unless its steps lead elsewhere, so a failed step never falls through into "Done."
 */
final class ProgramCompiler {
    private final SlotTable slots;
    private final Texts texts;
    private final Problems problems;
    private final List<Supplier<Op>> ops = new ArrayList<>();
    private final BitSet synthetic = new BitSet();
    private final BitSet recheckable = new BitSet();
    private final Deque<Block> waiting = new ArrayDeque<>();
    private final Map<String, Target> labels = new LinkedHashMap<>();
    private final Map<String, NavigableSet<Integer>> asks = new HashMap<>();
    private boolean complete = true;

    ProgramCompiler(SlotTable slots, Texts texts) {
        this.slots = slots;
        this.texts = texts;
        this.problems = texts.problems();
    }

    /**
     * A program and what the checks need to know of it.
     *
     * @param synthetic instructions that no step of the file stands for
     * @param recheckable consults before whose tool the facts are looked up again
     * @param complete false when a step could not be read, so that paths say little
     */
    record Compiled(Program program, BitSet synthetic, BitSet recheckable, boolean complete) {}

    /** An index that is known later; -1 until then. */
    private static final class Target {
        private int index = -1;
        private boolean declared;
    }

    private record Block(Target start, List<Line> lines, Position at) {}

    Compiled compile(List<Line> lines, Position at) {
        declareLabels(lines);
        lines.forEach(this::line);
        if (!waiting.isEmpty()) {
            endUnlessLeft(lines, at);
        }
        while (!waiting.isEmpty()) {
            Block block = waiting.poll();
            block.start().index = ops.size();
            block.lines().forEach(this::line);
            endUnlessLeft(block.lines(), block.at());
        }
        return new Compiled(new Program(ops.stream().map(Supplier::get).toList()), synthetic, recheckable, complete);
    }

    private void endUnlessLeft(List<Line> lines, Position at) {
        if (lines.isEmpty() || !leaves(lines.get(lines.size() - 1))) {
            synthetic.set(ops.size());
            ops.add(() -> new Op.End(false, null, at));
        }
    }

    private static boolean leaves(Line line) {
        Step step = line.step();
        boolean leaving = step instanceof Step.Goto
                || step instanceof Step.AskAgain
                || step instanceof Step.Transfer
                || step instanceof Step.End;
        return leaving && line.condition().isEmpty();
    }

    private void declareLabels(List<Line> lines) {
        for (Line line : lines) {
            line.label().ifPresent(this::declareLabel);
            for (List<Line> inner : inside(line.step())) {
                declareLabels(inner);
            }
        }
    }

    private void declareLabel(YamlScalar name) {
        Target target = labels.computeIfAbsent(name.text(), key -> new Target());
        if (target.declared) {
            problems.error(name.at(), "the label '" + name.text() + "' is there twice", "choose another name");
        }
        target.declared = true;
    }

    private static List<List<Line>> inside(Step step) {
        List<List<Line>> inner = new ArrayList<>();
        if (step instanceof Step.Choice choice) {
            inner.add(choice.then());
            inner.add(choice.otherwise());
        } else if (step instanceof Step.Call call) {
            call.onNotFound().ifPresent(inner::add);
            call.onError().ifPresent(inner::add);
        } else if (step instanceof Step.Consult consult) {
            consult.point().onDecline().ifPresent(inner::add);
        }
        return inner;
    }

    private void line(Line line) {
        line.label().ifPresent(name -> labels.computeIfAbsent(name.text(), key -> new Target()).index = ops.size());
        Position at = Texts.position(line.at());
        if (line.condition().isEmpty()) {
            step(line.step(), at);
        } else if (line.step() instanceof Step.Consult consult
                && consult.point().approves().isPresent()) {
            guardedApproval(line.condition().get(), consult, at);
        } else {
            Target after = branch(line.condition().get(), at);
            step(line.step(), at);
            after.index = ops.size();
        }
    }

    private Target branch(Expression condition, Position at) {
        Target otherwise = new Target();
        ops.add(() -> new Op.Branch(condition, otherwise.index, at));
        return otherwise;
    }

    /** Where the approval's own condition does not hold, the file's rule grants what a person would have. */
    private void guardedApproval(Expression condition, Step.Consult consult, Position at) {
        Target allowed = branch(texts.guarding(condition), at);
        step(consult, at);
        Target after = jump(at);
        allowed.index = ops.size();
        synthetic.set(ops.size());
        String tool = consult.point().approves().map(YamlScalar::text).orElse("");
        String rule = "no person is needed unless " + condition.text();
        ops.add(() -> new Op.Allow(tool, consult.point().with().values(), rule, at));
        after.index = ops.size();
    }

    private Target jump(Position at) {
        Target target = new Target();
        synthetic.set(ops.size());
        ops.add(() -> new Op.Jump(target.index, at));
        return target;
    }

    private void step(Step step, Position at) {
        if (step instanceof Step.Ask ask) {
            slots.use(ask.slot());
            asks.computeIfAbsent(ask.slot().text(), key -> new TreeSet<>()).add(ops.size());
            ops.add(() -> new Op.Ask(ask.slot().text(), at));
        } else if (step instanceof Step.Say say) {
            ops.add(() -> new Op.Say(say.text(), at));
        } else if (step instanceof Step.Call call) {
            call(call, at);
        } else if (step instanceof Step.Consult consult) {
            consult(consult.point(), at);
        } else if (step instanceof Step.Choice choice) {
            choice(choice, at);
        } else if (step instanceof Step.Set set) {
            set.values().forEach((name, value) -> ops.add(() -> new Op.Set(name, value, at)));
        } else if (step instanceof Step.Goto jump) {
            jump.say().ifPresent(text -> ops.add(() -> new Op.Say(text, at)));
            jumpTo(jump.label(), at);
        } else if (step instanceof Step.AskAgain again) {
            again.say().ifPresent(text -> ops.add(() -> new Op.Say(text, at)));
            askAgain(again.slots(), at);
        } else if (step instanceof Step.Transfer transfer) {
            ops.add(() -> new Op.Transfer(
                    transfer.target(), transfer.headers(), transfer.say().orElse(null), at));
        } else if (step instanceof Step.End end) {
            ops.add(() -> new Op.End(end.conversation(), end.say().orElse(null), at));
        } else {
            complete = false;
        }
    }

    private void call(Step.Call call, Position at) {
        Target notFound = block(call.onNotFound(), at);
        Target error = block(call.onError(), at);
        ops.add(() -> new Op.Call(
                call.tool().text(), call.with().values(), call.into().orElse(null), notFound.index, error.index, at));
    }

    private Target block(Optional<List<Line>> lines, Position at) {
        Target start = new Target();
        lines.ifPresent(block -> waiting.add(new Block(start, block, at)));
        return start;
    }

    private void consult(Step.Point point, Position at) {
        Target decline = block(point.onDecline(), at);
        List<Op> meanwhile = new ArrayList<>();
        for (Line line : point.meanwhile()) {
            Position place = Texts.position(line.at());
            if (line.step() instanceof Step.Ask ask) {
                slots.use(ask.slot());
                meanwhile.add(new Op.Ask(ask.slot().text(), place));
            } else if (line.step() instanceof Step.Say say) {
                meanwhile.add(new Op.Say(say.text(), place));
            }
        }
        point.onTimeout().forEach(timeout -> timeout.ask().ifPresent(slots::use));
        List<Op.OnTimeout> onTimeout =
                point.onTimeout().stream().map(Timeout::policy).toList();
        Step.Terms terms = point.terms();
        recheckable.set(ops.size(), terms.recheck());
        String approves = point.approves().map(YamlScalar::text).orElse(null);
        ops.add(() -> new Op.Consult(
                new Op.ConsultPoint(
                        point.name(),
                        point.kind(),
                        terms.risk(),
                        approves,
                        point.with().values(),
                        terms.secondPersonIf().orElse(null),
                        point.question(),
                        point.evidence(),
                        point.propose(),
                        point.skill(),
                        point.offerWithin(),
                        point.answerWithin(),
                        List.copyOf(meanwhile),
                        List.of(),
                        List.of(),
                        terms.learns(),
                        onTimeout,
                        decline.index),
                at));
    }

    private void choice(Step.Choice choice, Position at) {
        Target otherwise = branch(choice.condition(), at);
        choice.then().forEach(this::line);
        if (choice.otherwise().isEmpty()) {
            otherwise.index = ops.size();
            return;
        }
        boolean left = !choice.then().isEmpty()
                && leaves(choice.then().get(choice.then().size() - 1));
        Target after = left ? new Target() : jump(at);
        otherwise.index = ops.size();
        choice.otherwise().forEach(this::line);
        after.index = ops.size();
    }

    private void jumpTo(YamlScalar name, Position at) {
        Target target = labels.get(name.text());
        if (target == null) {
            String hint = labels.isEmpty() ? "give the step a 'label'" : Spelling.hint(name.text(), labels.keySet());
            problems.error(name.at(), "there is no label '" + name.text() + "'", hint);
            complete = false;
            return;
        }
        ops.add(() -> new Op.Jump(target.index, at));
    }

    /** Empties the others on the way, then the first. */
    private void askAgain(List<YamlScalar> names, Position at) {
        for (YamlScalar other : names.subList(1, names.size())) {
            slots.use(other);
            int next = ops.size() + 1;
            ops.add(() -> new Op.AskAgain(other.text(), next, at));
        }
        askAgain(names.get(0), at);
    }

    /** The nearest step before this one that asks for the slot, else the first one after it. */
    private void askAgain(YamlScalar slot, Position at) {
        slots.use(slot);
        int here = ops.size();
        Place place = slot.at();
        ops.add(() -> {
            NavigableSet<Integer> all = asks.getOrDefault(slot.text(), new TreeSet<>());
            Integer before = all.floor(here);
            Integer target = before != null ? before : all.isEmpty() ? null : all.first();
            if (target == null && slots.has(slot.text())) {
                problems.error(
                        place,
                        "no step asks for '" + slot.text() + "'",
                        "add - ask: " + slot.text() + " where it is needed");
            }
            return new Op.AskAgain(slot.text(), target == null ? 0 : target, at);
        });
    }
}
