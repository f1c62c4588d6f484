package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.task.Expression;
import java.util.Optional;

/** Reads what holds for a consult besides its question: risk, how many people, what is looked up again and remembered. */
final class TermsReader {
    private final Texts texts;
    private final Problems problems;

    TermsReader(Texts texts) {
        this.texts = texts;
        this.problems = texts.problems();
    }

    Step.Terms read(MapReader in, ConsultKind kind) {
        boolean approvesTool = kind == ConsultKind.APPROVAL && in.map().has("approves");
        Risk risk = in.choice("risk", Risk.class).orElse(usual(kind, approvesTool));
        Optional<Expression> second = secondPerson(in, approvesTool);
        return new Step.Terms(risk, second, recheck(in, approvesTool), learn(in, kind));
    }

    private static Risk usual(ConsultKind kind, boolean approvesTool) {
        if (kind != ConsultKind.APPROVAL) {
            return Risk.LOW;
        }
        return approvesTool ? Risk.HIGH : Risk.MEDIUM;
    }

    /** Guards money: what can't be worked out takes two people. */
    private Optional<Expression> secondPerson(MapReader in, boolean approvesTool) {
        Optional<Expression> condition =
                in.scalar("second_person_if").map(texts::condition).map(texts::guarding);
        boolean always = in.truth("two_people", false);
        for (String key : new String[] {"second_person_if", "two_people"}) {
            if (in.map().has(key) && !approvesTool) {
                problems.error(
                        in.placeOf(key),
                        "only the approval of a tool takes two people",
                        "name the tool under 'approves', or remove this");
                return Optional.empty();
            }
        }
        if (in.map().has("second_person_if") && in.map().has("two_people")) {
            problems.error(in.placeOf("two_people"), "'second_person_if' says already when two are needed", "keep one");
        }
        return always
                ? Optional.of(texts.condition(new YamlScalar(in.placeOfValue("two_people"), "true", true)))
                : condition;
    }

    private boolean recheck(MapReader in, boolean approvesTool) {
        boolean recheck = in.truth("recheck", true);
        if (in.map().has("recheck") && !approvesTool) {
            problems.error(
                    in.placeOf("recheck"), "only for the approval of a tool are facts looked up again", "remove it");
        }
        return recheck && approvesTool;
    }

    private boolean learn(MapReader in, ConsultKind kind) {
        boolean learn = in.truth("learn", kind != ConsultKind.APPROVAL);
        if (learn && kind == ConsultKind.APPROVAL) {
            problems.warning(
                    in.placeOf("learn"),
                    "what people approved is remembered, and proposed when the like is asked again",
                    "leave it out where each case is its own");
        }
        return learn;
    }
}
