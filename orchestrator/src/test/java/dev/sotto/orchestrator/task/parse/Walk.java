package dev.sotto.orchestrator.task.parse;

import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** One way through a task, with what it knows at each step: an oracle that shares no code with the checker. */
final class Walk {
    private static final int LONGEST = 400;

    private final Task task;
    private final IntUnaryOperator choose;
    private final Map<String, Object> values = new HashMap<>(Map.of("today", "2026-11-22"));
    private final List<Passage> passages = new ArrayList<>();
    private int fresh;

    /** @param choose one of so many ways, counted from 0 */
    private Walk(Task task, IntUnaryOperator choose) {
        this.task = task;
        this.choose = choose;
    }

    /** A consult that was answered, and the questions that came after it, first ones only. */
    static final class Passage {
        final Op.ConsultPoint point;
        final Set<String> known;
        final Map<String, String> wordsBefore = new HashMap<>();
        final Map<String, String> wordsAsked = new HashMap<>();

        private Passage(Op.ConsultPoint point, Set<String> known) {
            this.point = point;
            this.known = Set.copyOf(known);
        }

        /** True when asking at the consult would have been the same as asking where the task does. */
        boolean asks(String slot) {
            return wordsBefore.get(slot).equals(wordsAsked.get(slot));
        }
    }

    /** The answered consults on one way to the task's end; empty when it has not come to an end in time. */
    static List<Passage> through(Task task, IntUnaryOperator choose) {
        Walk walk = new Walk(task, choose);
        int at = 0;
        for (int steps = 0; !task.program().endsAt(at) && at >= 0; steps++) {
            if (steps > LONGEST) {
                return List.of();
            }
            at = walk.step(at, task.program().ops().get(at));
        }
        return walk.passages;
    }

    private int step(int at, Op op) {
        if (op instanceof Op.Ask ask) {
            ask(ask.slot());
        } else if (op instanceof Op.Call call) {
            return call(at, call);
        } else if (op instanceof Op.Consult consult) {
            return consult(at, consult.point());
        } else if (op instanceof Op.Set set) {
            put(set.name(), "set");
        } else if (op instanceof Op.Branch branch) {
            return choose.applyAsInt(2) == 0 ? at + 1 : branch.otherwise();
        } else if (op instanceof Op.Jump jump) {
            return jump.target();
        } else if (op instanceof Op.AskAgain again) {
            values.remove(again.slot());
            passages.stream()
                    .filter(passage -> !passage.wordsAsked.containsKey(again.slot()))
                    .forEach(passage -> passage.wordsAsked.put(again.slot(), "(emptied before it was asked)"));
            return again.target();
        } else if (op instanceof Op.End || op instanceof Op.Transfer) {
            return -1;
        }
        return at + 1;
    }

    private void ask(String slot) {
        boolean known = values.containsKey(slot);
        for (Passage passage : passages) {
            boolean before = passage.known.contains(slot);
            passage.wordsAsked.putIfAbsent(slot, known && !before ? "(known by then)" : words(slot));
        }
        if (!known) {
            put(slot, "given");
        }
    }

    private String words(String slot) {
        return task.slots().get(slot).ask().render(values);
    }

    private int call(int at, Op.Call call) {
        int way = choose.applyAsInt(3);
        if (call.into() != null) {
            if (way == 0) {
                put(call.into(), Map.of("items", "item" + ++fresh));
            } else {
                values.remove(call.into());
            }
        }
        return way == 0 ? at + 1 : way == 1 ? call.onNotFound() : call.onError();
    }

    private int consult(int at, Op.ConsultPoint point) {
        int way = choose.applyAsInt(3);
        if (way == 2) {
            return silence(at, point);
        }
        boolean declined = way == 1;
        if (!declined || point.onDecline() >= 0 || point.kind() == ConsultKind.APPROVAL) {
            Passage passage = new Passage(point, values.keySet());
            task.slots().keySet().forEach(slot -> passage.wordsBefore.put(slot, words(slot)));
            passages.add(passage);
        }
        put(Variables.ANSWER, Map.of("label", "label" + ++fresh));
        return declined ? point.onDecline() : at + 1;
    }

    private int silence(int at, Op.ConsultPoint point) {
        Op.OnTimeout last = point.onTimeout().get(point.onTimeout().size() - 1);
        put(Variables.ANSWER, Map.of("label", ""));
        if (last.policy() == TimeoutPolicy.ACCEPT) {
            return at + 1;
        }
        if (last.policy() == TimeoutPolicy.ASK_CALLER && last.ask() != null) {
            put(last.ask(), "given");
            return at + 1;
        }
        return last.policy() == TimeoutPolicy.DECLINE && last.say() == null ? point.onDecline() : -1;
    }

    private void put(String name, Object value) {
        values.put(name, value instanceof String ? value + "-" + ++fresh : value);
    }
}
