package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Expression;
import dev.sotto.orchestrator.task.Position;
import dev.sotto.orchestrator.task.Template;
import dev.sotto.orchestrator.task.expression.ExpressionCompiler;
import dev.sotto.orchestrator.task.expression.ExpressionException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Compiles the templates and expressions of files, and remembers where each stands for later messages. */
final class Texts {
    /** Names of tasks, slots, variables, labels and consult points. */
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private final ExpressionCompiler compiler;
    private final Problems problems;
    private final Map<Object, Place> places = new IdentityHashMap<>();

    Texts(ExpressionCompiler compiler, Problems problems) {
        this.compiler = compiler;
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    /** The compiled template, or an empty one after a report. */
    Template template(YamlScalar scalar) {
        Template template;
        try {
            template = compiler.template(scalar.text());
        } catch (ExpressionException broken) {
            problems.error(scalar.at(), broken.problem(), broken.hint());
            template = ExpressionCompiler.constant("");
        }
        places.put(template, scalar.at());
        return template;
    }

    /** An argument's value: numbers and truth values keep their type. */
    Template argument(YamlScalar scalar) {
        if (scalar.number().isPresent()) {
            return constant(scalar.number().get(), scalar.at());
        }
        if (scalar.truth().isPresent()) {
            return constant(scalar.truth().get(), scalar.at());
        }
        return template(scalar);
    }

    Template constant(Object value, Place at) {
        Template template = ExpressionCompiler.constant(value);
        places.put(template, at);
        return template;
    }

    /** The compiled condition, or one that is never true after a report. */
    Expression condition(YamlScalar scalar) {
        return compiled(scalar, false);
    }

    /** The compiled value, which may be a template too; or nothing after a report. */
    Expression value(YamlScalar scalar) {
        return compiled(scalar, true);
    }

    private Expression compiled(YamlScalar scalar, boolean value) {
        Expression expression;
        try {
            expression = value ? compiler.value(scalar.text()) : compiler.expression(scalar.text());
        } catch (ExpressionException broken) {
            problems.error(scalar.at(), broken.problem(), broken.hint());
            expression = nothing();
        }
        places.put(expression, scalar.at());
        return expression;
    }

    /** {@link ExpressionCompiler#guarding}, at the same place. */
    Expression guarding(Expression condition) {
        Expression guard = ExpressionCompiler.guarding(condition);
        places.put(guard, places.getOrDefault(condition, new Place("", 1, 1)));
        return guard;
    }

    /** Where a template or expression stands; {@code otherwise} for one that was made here. */
    Place placeOf(Object compiled, Position otherwise) {
        Place place = places.get(compiled);
        return place == null ? new Place(otherwise.file(), otherwise.line(), otherwise.column()) : place;
    }

    /** True for a good name; otherwise reports. */
    boolean isName(String what, String name, YamlNode node) {
        if (!NAME.matcher(name).matches()) {
            problems.error(
                    node.at(), "'" + name + "' is no name for " + what, "small letters, digits and _, a letter first");
            return false;
        }
        if (ExpressionCompiler.isReserved(name)) {
            problems.error(node.at(), "'" + name + "' means something in expressions", "choose another name");
            return false;
        }
        return true;
    }

    static Position position(Place place) {
        return new Position(place.file(), place.line(), place.column());
    }

    static Place place(Position position) {
        return new Place(position.file(), position.line(), position.column());
    }

    private Expression nothing() {
        try {
            return compiler.expression("null");
        } catch (ExpressionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
