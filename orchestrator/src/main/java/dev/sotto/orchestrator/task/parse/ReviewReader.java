package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Review;
import dev.sotto.orchestrator.task.Review.Otherwise;
import dev.sotto.orchestrator.task.Template;
import java.time.Duration;
import java.util.Optional;

/** Reads a task's approver mode: {@code review: true}, or who sees the messages, and what happens when nobody does. */
final class ReviewReader {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Review USUAL = new Review(ConsultReader.ANYBODY, WITHIN, Otherwise.WAIT, null);

    private final Texts texts;
    private final Problems problems;

    ReviewReader(Texts texts) {
        this.texts = texts;
        this.problems = texts.problems();
    }

    Optional<Review> read(YamlNode node) {
        if (node instanceof YamlScalar scalar && scalar.truth().isPresent()) {
            return scalar.truth().get() ? Optional.of(USUAL) : Optional.empty();
        }
        if (node instanceof YamlMap map) {
            return Optional.of(review(new MapReader(map, problems)));
        }
        problems.error(
                node.at(),
                "'review' is " + node.kind(),
                "true, or {skill: .., within: 10s, otherwise: wait, safe: \"..\"}");
        return Optional.empty();
    }

    private Review review(MapReader in) {
        String skill = in.scalar("skill")
                .filter(word -> texts.isName("a skill", word.text(), word))
                .map(YamlScalar::text)
                .orElse(ConsultReader.ANYBODY);
        Duration within = in.duration("within", WITHIN, TimeoutReader.SHORTEST, TimeoutReader.LONGEST);
        Otherwise otherwise = in.choice("otherwise", Otherwise.class).orElse(Otherwise.WAIT);
        Template safe = in.scalar("safe").map(texts::template).orElse(null);
        RiskPolicies.knownAnywhere(safe, texts);
        if (otherwise == Otherwise.ACCEPT) {
            problems.warning(
                    in.placeOfValue("otherwise"),
                    "a message that nobody has looked at goes out as it is",
                    "each time is marked in the journal");
            if (safe != null) {
                problems.error(in.placeOf("safe"), "with otherwise: accept this is never said", "remove it");
            }
        }
        in.done();
        return new Review(skill, within, otherwise, safe);
    }
}
