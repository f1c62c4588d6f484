package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Program;
import dev.sotto.orchestrator.task.Task;
import dev.sotto.orchestrator.task.Template;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A playbook with other timeout policies at some of its consult points. */
public final class OtherPolicies {
    private final Map<String, ReplayPlan.Policy> policies;
    private final Set<String> unused;

    private OtherPolicies(Map<String, ReplayPlan.Policy> policies) {
        this.policies = policies;
        unused = new HashSet<>(policies.keySet());
    }

    /** @throws IllegalArgumentException when the playbook has no consult point of a name */
    public static Playbook in(Playbook playbook, Map<String, ReplayPlan.Policy> policies) {
        if (policies.isEmpty()) {
            return playbook;
        }
        OtherPolicies others = new OtherPolicies(policies);
        Map<String, Task> tasks = new HashMap<>();
        playbook.tasks().forEach((name, task) -> tasks.put(name, others.in(task)));
        if (!others.unused.isEmpty()) {
            throw new IllegalArgumentException("no task has a consult named " + String.join(", ", others.unused));
        }
        return new Playbook(
                playbook.persona(), Map.copyOf(tasks), playbook.tools(), playbook.knowledge(), playbook.fingerprint());
    }

    private Task in(Task task) {
        List<Op> ops = task.program().ops().stream().map(this::in).toList();
        return new Task(
                task.name(), task.title(), task.when(), task.slots(), new Program(ops), task.review(), task.at());
    }

    private Op in(Op op) {
        if (!(op instanceof Op.Consult consult)) {
            return op;
        }
        Op.ConsultPoint point = consult.point();
        ReplayPlan.Policy policy = policies.get(point.name());
        if (policy == null) {
            return op;
        }
        unused.remove(point.name());
        return new Op.Consult(with(point, policy), consult.at());
    }

    private static Op.ConsultPoint with(Op.ConsultPoint point, ReplayPlan.Policy policy) {
        return new Op.ConsultPoint(
                point.name(),
                point.kind(),
                point.risk(),
                point.approves(),
                point.with(),
                point.secondPersonIf(),
                point.question(),
                point.evidence(),
                point.propose(),
                point.skill(),
                point.offerWithin(),
                policy.within() == null ? point.answerWithin() : policy.within(),
                point.meanwhile(),
                point.ahead(),
                point.rechecks(),
                point.learns(),
                List.of(step(policy)),
                point.onDecline());
    }

    private static Op.OnTimeout step(ReplayPlan.Policy policy) {
        String argument = policy.argument();
        return switch (policy.policy()) {
            case NEXT_SKILL -> new Op.OnTimeout(policy.policy(), null, argument, null, null, null);
            case TRANSFER -> new Op.OnTimeout(policy.policy(), null, null, null, literal(argument), null);
            default -> new Op.OnTimeout(policy.policy(), null, null, null, null, null);
        };
    }

    private static @Nullable Template literal(@Nullable String text) {
        return text == null ? null : new Literal(text);
    }
}
