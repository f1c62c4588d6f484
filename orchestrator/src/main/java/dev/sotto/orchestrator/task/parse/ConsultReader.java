package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Durations;
import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlList;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.task.Expression;
import dev.sotto.orchestrator.task.Op.Evidence;
import dev.sotto.orchestrator.task.Op.OnTimeout;
import dev.sotto.orchestrator.task.Template;
import dev.sotto.orchestrator.task.VariablePaths;
import dev.sotto.orchestrator.task.parse.Step.Line;
import dev.sotto.orchestrator.task.parse.TimeoutReader.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a consult point. */
final class ConsultReader {
    private static final Duration OFFER = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(45);

    /** The skill that is asked where a file names none. */
    static final String ANYBODY = "general";

    /** Stands where a file doesn't say what a timeout does, which is an error. */
    private static final Timeout UNSAID = new Timeout(
            new OnTimeout(TimeoutPolicy.DECLINE, null, null, null, null, null), new Place("", 1, 1), Optional.empty());

    private final Texts texts;
    private final StepReader steps;
    private final RiskPolicies policies;
    private final Problems problems;

    ConsultReader(Texts texts, StepReader steps, RiskPolicies policies) {
        this.texts = texts;
        this.steps = steps;
        this.policies = policies;
        this.problems = texts.problems();
    }

    Step read(MapReader in) {
        String name = named(in, "consult", "a consult point", "consult");
        ConsultKind kind = kind(in);
        Optional<YamlScalar> approves = approves(in, kind);
        Step.Arguments with = steps.arguments(in);
        if (approves.isEmpty() && !with.values().isEmpty()) {
            problems.error(with.at(), "'with' without 'approves'", "name the gated tool that these arguments are for");
        }
        Template question = in.requiredScalar("question", "say in a line what the person decides")
                .map(texts::template)
                .orElseGet(() -> texts.constant("", in.at()));
        Duration offer = in.duration("offer_within", OFFER, TimeoutReader.SHORTEST, TimeoutReader.LONGEST);
        Step.Terms terms = new TermsReader(texts).read(in, kind);
        return new Step.Consult(new Step.Point(
                name,
                kind,
                approves,
                with,
                question,
                evidence(in),
                new ProposalReader(texts, steps).read(in, kind),
                named(in, "skill", "a skill", ANYBODY),
                offer,
                answerWithin(in, offer),
                meanwhile(in),
                onTimeout(in, kind, approves.isPresent(), terms.risk()),
                steps.handler(in, "on_decline"),
                terms));
    }

    private String named(MapReader in, String key, String what, String otherwise) {
        return in.scalar(key)
                .filter(word -> texts.isName(what, word.text(), word))
                .map(YamlScalar::text)
                .orElse(otherwise);
    }

    private Duration answerWithin(MapReader in, Duration offer) {
        Duration answer = in.duration(
                "answer_within",
                ANSWER.compareTo(offer) > 0 ? ANSWER : offer,
                TimeoutReader.SHORTEST,
                TimeoutReader.LONGEST);
        if (answer.compareTo(offer) < 0) {
            problems.error(
                    in.placeOfValue("answer_within"),
                    "the answer is due in " + Durations.format(answer) + ", before the first offer ends",
                    "make answer_within at least offer_within, " + Durations.format(offer));
        }
        return answer;
    }

    private ConsultKind kind(MapReader in) {
        if (!in.map().has("kind")) {
            in.node("kind");
            problems.error(in.at(), "'kind' is missing", "kind: approval, clarification or instruction");
            return in.map().has("approves") ? ConsultKind.APPROVAL : ConsultKind.INSTRUCTION;
        }
        return in.choice("kind", ConsultKind.class).orElse(ConsultKind.INSTRUCTION);
    }

    private Optional<YamlScalar> approves(MapReader in, ConsultKind kind) {
        Optional<YamlScalar> approves = in.scalar("approves");
        if (approves.isPresent() && kind != ConsultKind.APPROVAL) {
            problems.error(
                    approves.get().at(),
                    "only an approval approves a tool",
                    "make it kind: approval, or remove 'approves'");
        }
        return approves;
    }

    private List<Evidence> evidence(MapReader in) {
        List<Evidence> evidence = new ArrayList<>();
        Optional<YamlList> list = in.list("evidence");
        for (YamlNode item : list.map(YamlList::items).orElse(List.of())) {
            if (item instanceof YamlScalar scalar) {
                Expression value = texts.value(scalar);
                evidence.add(new Evidence(label(value), value));
            } else if (item instanceof YamlMap map) {
                MapReader fact = new MapReader(map, problems);
                Optional<String> label = fact.requiredText("label", "name the fact");
                Optional<YamlScalar> value = fact.requiredScalar("value", "a variable, or text with {{ }}");
                fact.done();
                value.ifPresent(text -> evidence.add(new Evidence(label.orElse(""), texts.value(text))));
            } else {
                problems.error(
                        item.at(),
                        "a fact is " + item.kind(),
                        "a variable like order.total, or {label: .., value: ..}");
            }
        }
        return List.copyOf(evidence);
    }

    /** The last word of the first path: {@code order.delivered_on} is "Delivered on". */
    private static String label(Expression value) {
        String words = VariablePaths.of(value).stream()
                .map(path -> path.get(path.size() - 1))
                .sorted()
                .findFirst()
                .orElse(value.text())
                .replace('_', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private List<Line> meanwhile(MapReader in) {
        List<Line> lines = in.list("meanwhile").map(steps::lines).orElse(List.of());
        for (Line line : lines) {
            boolean fits = line.step() instanceof Step.Ask || line.step() instanceof Step.Say;
            if (!fits && !(line.step() instanceof Step.Unreadable)) {
                problems.error(
                        line.at(), "only ask and say can be done meanwhile", "put the other steps after the consult");
            } else if (line.condition().isPresent() || line.label().isPresent()) {
                problems.error(line.at(), "steps of 'meanwhile' have no 'if' and no 'label'", "remove it");
            }
        }
        return lines.stream()
                .filter(line -> line.step() instanceof Step.Ask || line.step() instanceof Step.Say)
                .toList();
    }

    private List<Timeout> onTimeout(MapReader in, ConsultKind kind, boolean approvesTool, Risk risk) {
        Optional<YamlNode> own = in.node("on_timeout");
        boolean acceptsHigh = in.truth("accept_high_risk", false);
        List<Timeout> chain = own.map(node -> new TimeoutReader(texts).chain(node, "on_timeout"))
                .or(() -> policies.of(risk))
                .orElse(List.of());
        if (chain.isEmpty() && !in.map().has("on_timeout")) {
            problems.error(
                    in.at(),
                    "'on_timeout' is missing: what happens when nobody answers?",
                    "on_timeout: {policy: call_back, say: \"...\"} here, or " + RiskPolicies.KEY + ": {"
                            + risk.name().toLowerCase(Locale.ROOT) + ": ..} in assistant.yaml");
        }
        chain.forEach(timeout -> check(timeout, own.isPresent() ? timeout.at() : in.at(), kind, approvesTool));
        boolean accepts = own.isPresent() && chain.stream().anyMatch(Timeout::accepts);
        if (accepts && kind == ConsultKind.APPROVAL) {
            accepted(chain.get(chain.size() - 1).at(), risk, acceptsHigh);
        }
        if (acceptsHigh && !(accepts && risk == Risk.HIGH)) {
            problems.error(in.placeOf("accept_high_risk"), "silence accepts nothing of high risk here", "remove it");
        }
        return chain.isEmpty() ? List.of(UNSAID) : chain;
    }

    private void check(Timeout timeout, Place at, ConsultKind kind, boolean approvesTool) {
        if (timeout.accepts() && kind != ConsultKind.APPROVAL) {
            problems.error(at, "only an approval can be accepted", "use another policy");
        }
        if (timeout.policy().policy() == TimeoutPolicy.ASK_CALLER
                && approvesTool
                && timeout.ask().isPresent()) {
            problems.error(
                    at,
                    "the caller can't approve a gated tool",
                    "leave out 'ask': the caller is then asked whether to go on waiting");
        }
    }

    private void accepted(Place at, Risk risk, boolean acceptsHigh) {
        if (risk == Risk.HIGH && !acceptsHigh) {
            problems.error(
                    at,
                    "silence can't accept what is of high risk",
                    "use another policy, or write accept_high_risk: true beside on_timeout");
            return;
        }
        problems.warning(at, "when nobody answers, this goes on as if approved", "each time is marked in the journal");
    }
}
