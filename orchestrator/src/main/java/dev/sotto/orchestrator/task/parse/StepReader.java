package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.config.yaml.YamlList;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Expression;
import dev.sotto.orchestrator.task.Template;
import dev.sotto.orchestrator.task.parse.Step.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the steps of one task. What can't be read is reported and leaves {@link Step.Unreadable}. */
final class StepReader {
    /** In this order: the first of them that a step has is what it does. */
    private static final List<String> KINDS =
            List.of("ask", "call", "consult", "set", "goto", "ask_again", "transfer", "end", "say");

    /** Steps that leave the path, and so may say something first. */
    private static final List<String> MAY_SAY = List.of("goto", "ask_again", "transfer", "end");

    private static final int MOST_STEPS = 500;
    private static final int MOST_HEADERS = 8;
    private static final Pattern HEADER = Pattern.compile("[Xx]-[A-Za-z0-9][A-Za-z0-9-]{0,59}");

    private final Texts texts;
    private final RiskPolicies policies;
    private final Problems problems;
    private int steps;

    /** @param policies for consults that don't say what a timeout does */
    StepReader(Texts texts, RiskPolicies policies) {
        this.texts = texts;
        this.policies = policies;
        this.problems = texts.problems();
    }

    List<Line> lines(YamlList list) {
        List<Line> lines = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (++steps == MOST_STEPS + 1) {
                problems.error(item.at(), "the task has more than " + MOST_STEPS + " steps", "make two tasks of it");
            }
            if (steps <= MOST_STEPS) {
                lines.add(line(item));
            }
        }
        if (lines.isEmpty()) {
            problems.error(list.at(), "there are no steps here", "write at least one, for example - say: \"...\"");
        }
        return lines;
    }

    private Line line(YamlNode node) {
        if (!(node instanceof YamlMap map)) {
            problems.error(
                    node.at(), "a step is " + node.kind(), "write it as '- ask: order_number' or '- say: \"...\"'");
            return new Line(new Step.Unreadable(), Optional.empty(), Optional.empty(), node.at());
        }
        return line(new MapReader(map, problems));
    }

    private Line line(MapReader in) {
        Optional<YamlScalar> label = in.scalar("label").filter(name -> texts.isName("a label", name.text(), name));
        Optional<Expression> condition = in.scalar("if").map(texts::condition);
        List<String> kinds = KINDS.stream().filter(in.map()::has).toList();
        boolean choice = kinds.isEmpty() && (in.map().has("then") || in.map().has("if"));
        Step step = choice ? choice(in, condition) : step(in, kinds);
        if (step instanceof Step.Unreadable && kinds.isEmpty()) {
            return new Line(step, Optional.empty(), label, in.at());
        }
        in.done();
        return new Line(step, choice ? Optional.empty() : condition, label, in.at());
    }

    private Step choice(MapReader in, Optional<Expression> condition) {
        Optional<YamlList> then = in.requiredList("then", "say what happens: then: [{say: \"...\"}]");
        Optional<YamlList> otherwise = in.list("else");
        if (!in.map().has("if")) {
            problems.error(in.at(), "'then' without 'if'", "add the condition: if: order.total > 50");
        }
        if (condition.isEmpty() || then.isEmpty()) {
            return new Step.Unreadable();
        }
        return new Step.Choice(
                condition.get(), lines(then.get()), otherwise.map(this::lines).orElse(List.of()));
    }

    private Step step(MapReader in, List<String> kinds) {
        if (kinds.isEmpty()) {
            String key = in.map().entries().keySet().stream().findFirst().orElse("");
            problems.error(
                    in.at(),
                    "this is no step: it has none of " + String.join(", ", KINDS) + ", if",
                    Spelling.hint(key, KINDS));
            return new Step.Unreadable();
        }
        String kind = kinds.get(0);
        boolean saysFirst = kinds.equals(List.of(kind, "say")) && MAY_SAY.contains(kind);
        if (kinds.size() > 1 && !saysFirst) {
            problems.error(
                    in.placeOf(kinds.get(1)),
                    "a step does one thing, this does " + String.join(" and ", kinds),
                    "make two steps of it");
            kinds.forEach(in::node);
        }
        return switch (kind) {
            case "ask" -> in.scalar("ask").<Step>map(Step.Ask::new).orElseGet(Step.Unreadable::new);
            case "call" -> call(in);
            case "consult" -> new ConsultReader(texts, this, policies).read(in);
            case "set" -> set(in);
            case "goto" ->
                in.scalar("goto").<Step>map(to -> new Step.Goto(say(in), to)).orElseGet(Step.Unreadable::new);
            case "ask_again" -> askAgain(in);
            case "transfer" -> transfer(in);
            case "end" -> end(in);
            default -> say(in).<Step>map(Step.Say::new).orElseGet(Step.Unreadable::new);
        };
    }

    Optional<Template> say(MapReader in) {
        return in.scalar("say").map(texts::template);
    }

    private Step askAgain(MapReader in) {
        List<YamlScalar> slots = in.texts("ask_again");
        return slots.isEmpty() ? new Step.Unreadable() : new Step.AskAgain(say(in), slots);
    }

    private Step call(MapReader in) {
        Optional<YamlScalar> tool = in.scalar("call");
        Step.Arguments with = arguments(in);
        Optional<YamlScalar> into = in.scalar("into").filter(name -> texts.isName("a variable", name.text(), name));
        Optional<List<Line>> onNotFound = handler(in, "on_not_found");
        Optional<List<Line>> onError = handler(in, "on_error");
        return tool.<Step>map(name -> new Step.Call(name, with, into.map(YamlScalar::text), onNotFound, onError))
                .orElseGet(Step.Unreadable::new);
    }

    private Step transfer(MapReader in) {
        Step.Arguments with = arguments(in);
        with.values().keySet().stream()
                .filter(name -> !HEADER.matcher(name).matches())
                .forEach(name -> problems.error(
                        with.at(),
                        "'" + name + "' is no header that goes with a transfer",
                        "X- and a name: X-Customer"));
        if (with.values().size() > MOST_HEADERS) {
            problems.error(with.at(), "over " + MOST_HEADERS + " headers", "a transfer takes few words along");
        }
        return in.scalar("transfer")
                .<Step>map(to -> new Step.Transfer(texts.template(to), with.values(), say(in)))
                .orElseGet(Step.Unreadable::new);
    }

    private Step end(MapReader in) {
        Optional<YamlScalar> what = in.scalar("end");
        boolean known = what.isPresent()
                && List.of("task", "conversation").contains(what.get().text());
        if (what.isPresent() && !known) {
            problems.error(
                    what.get().at(),
                    "'" + what.get().text() + "' is nothing to end",
                    "end: task, or end: conversation");
        }
        return new Step.End(known && what.get().text().equals("conversation"), say(in));
    }

    private Step set(MapReader in) {
        Optional<YamlMap> values = in.map("set");
        if (values.isEmpty()) {
            return new Step.Unreadable();
        }
        Map<String, Expression> set = new LinkedHashMap<>();
        values.get().entries().forEach((name, entry) -> {
            if (!texts.isName("a variable", name, entry.key())) {
                return;
            }
            if (entry.value() instanceof YamlScalar scalar) {
                set.put(name, texts.value(scalar));
            } else {
                problems.error(
                        entry.value().at(), "'" + name + "' is " + entry.value().kind(), "it must be an expression");
            }
        });
        return new Step.Set(set);
    }

    /** {@code with}: argument names and their values. */
    Step.Arguments arguments(MapReader in) {
        Map<String, Template> with = new LinkedHashMap<>();
        Optional<YamlMap> map = in.map("with");
        map.ifPresent(given -> given.entries().forEach((name, entry) -> {
            if (entry.value() instanceof YamlScalar scalar) {
                with.put(name, texts.argument(scalar));
            } else {
                String hint = entry.value() instanceof YamlMap ? "put quotes around {{ }}" : "it must be one value";
                problems.error(
                        entry.value().at(),
                        "the argument '" + name + "' is " + entry.value().kind(),
                        hint);
                with.put(name, texts.constant("", entry.value().at()));
            }
        }));
        Place at = map.isPresent() ? in.placeOf("with") : in.at();
        return new Step.Arguments(with, at);
    }

    /** What happens instead of going on: one step, {@code {say: .., steps: [..]}}, or a list of steps. */
    Optional<List<Line>> handler(MapReader in, String key) {
        Optional<YamlNode> node = in.node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlList list) {
            return Optional.of(lines(list));
        }
        if (node.get() instanceof YamlMap map && map.has("steps")) {
            return Optional.of(withSteps(new MapReader(map, problems)));
        }
        return Optional.of(List.of(line(node.get())));
    }

    private List<Line> withSteps(MapReader in) {
        List<Line> lines = new ArrayList<>();
        say(in).ifPresent(say -> lines.add(new Line(new Step.Say(say), Optional.empty(), Optional.empty(), in.at())));
        in.list("steps").ifPresent(list -> lines.addAll(lines(list)));
        in.done();
        return lines;
    }
}
