package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Review;
import dev.sotto.orchestrator.task.parse.Step.Line;
import java.util.List;
import java.util.Optional;

/** A task file as it was read, before its steps are compiled. */
record TaskDraft(
        YamlScalar name,
        String title,
        List<YamlScalar> when,
        SlotTable slots,
        List<Line> lines,
        Optional<Review> review,
        Place at) {
    /** Fewer examples than this are hard to tell from other tasks. */
    private static final int FEW_EXAMPLES = 3;

    static Optional<TaskDraft> read(YamlNode root, Texts texts, RiskPolicies policies) {
        Problems problems = texts.problems();
        if (!(root instanceof YamlMap map)) {
            problems.error(root.at(), "the file is " + root.kind(), "begin with task: and a name");
            return Optional.empty();
        }
        MapReader in = new MapReader(map, problems);
        Optional<YamlScalar> name =
                in.requiredScalar("task", "task: refund").filter(word -> texts.isName("a task", word.text(), word));
        Optional<String> title = in.text("title");
        List<YamlScalar> when = in.texts("when");
        if (!map.has("when")) {
            problems.error(map.at(), "'when' is missing", "give some examples of what customers say who want this");
        } else if (when.size() < FEW_EXAMPLES) {
            problems.warning(
                    in.placeOf("when"),
                    "there are only " + when.size() + " examples",
                    "give at least " + FEW_EXAMPLES + ", ten are good");
        }
        SlotTable slots = new SlotTable(texts);
        in.map("slots").ifPresent(slots::declare);
        StepReader steps = new StepReader(texts, policies);
        List<Line> lines = in.requiredList("steps", "say what the assistant does")
                .map(steps::lines)
                .orElse(List.of());
        Optional<Review> review = in.node("review").flatMap(new ReviewReader(texts)::read);
        in.done();
        return name.map(word -> new TaskDraft(
                word, title.orElse(word.text().replace('_', ' ')), when, slots, lines, review, map.placeOf("task")));
    }
}
