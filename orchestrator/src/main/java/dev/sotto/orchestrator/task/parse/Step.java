package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.task.Expression;
import dev.sotto.orchestrator.task.Op.Evidence;
import dev.sotto.orchestrator.task.Op.ProposedAnswer;
import dev.sotto.orchestrator.task.Template;
import dev.sotto.orchestrator.task.parse.TimeoutReader.Timeout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step as it stands in a task file, before it is compiled. */
sealed interface Step {
    /** A step with what any step may have. */
    record Line(Step step, Optional<Expression> condition, Optional<YamlScalar> label, Place at) {}

    record Ask(YamlScalar slot) implements Step {}

    record Say(Template text) implements Step {}

    record Call(
            YamlScalar tool,
            Arguments with,
            Optional<String> into,
            Optional<List<Line>> onNotFound,
            Optional<List<Line>> onError)
            implements Step {}

    record Consult(Point point) implements Step {}

    record Choice(Expression condition, List<Line> then, List<Line> otherwise) implements Step {}

    record Set(Map<String, Expression> values) implements Step {}

    record Goto(Optional<Template> say, YamlScalar label) implements Step {}

    /** Empties the slots and goes to where the first is asked for. */
    record AskAgain(Optional<Template> say, List<YamlScalar> slots) implements Step {}

    record Transfer(Template target, Map<String, Template> headers, Optional<Template> say) implements Step {}

    record End(boolean conversation, Optional<Template> say) implements Step {}

    /** A step that could not be read; its problem is reported. */
    record Unreadable() implements Step {}

    /** Arguments with the place of the {@code with} that gives them. */
    record Arguments(Map<String, Template> values, Place at) {}

    /** A consult point before its decline steps have an index. */
    record Point(
            String name,
            ConsultKind kind,
            Optional<YamlScalar> approves,
            Arguments with,
            Template question,
            List<Evidence> evidence,
            List<ProposedAnswer> propose,
            String skill,
            Duration offerWithin,
            Duration answerWithin,
            List<Line> meanwhile,
            List<Timeout> onTimeout,
            Optional<List<Line>> onDecline,
            Terms terms) {}

    /**
     * What holds for a consult besides its question.
     *
     * @param recheck true when the facts are looked up again before the approved tool runs
     */
    record Terms(Risk risk, Optional<Expression> secondPersonIf, boolean recheck, boolean learns) {}
}
