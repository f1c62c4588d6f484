package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.config.yaml.YamlDocument;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Persona;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Task;
import dev.sotto.orchestrator.task.Tool;
import dev.sotto.orchestrator.task.expression.ExpressionCompiler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads all files of a folder and puts the playbook together. Used once. */
final class PlaybookReader {
    private static final String ASSISTANT = "assistant.yaml";
    private static final String TOOLS = "tools.yaml";

    private final Sources sources;
    private final Map<String, String> places;
    private final Problems problems;

    PlaybookReader(Sources sources, Map<String, String> places, Problems problems) {
        this.sources = sources;
        this.places = places;
        this.problems = problems;
    }

    Playbook read() {
        Optional<MapReader> assistant =
                yaml(ASSISTANT, "it names the company and its greeting").flatMap(this::assistantMap);
        Persona persona = assistant.map(this::persona).orElse(new Persona("", "", "", "", "", "USD"));
        Texts texts = new Texts(new ExpressionCompiler(Currency.getInstance(persona.currency())), problems);
        RiskPolicies policies =
                assistant.map(in -> RiskPolicies.read(in, texts)).orElse(RiskPolicies.NONE);
        assistant.ifPresent(MapReader::done);
        Map<String, DeclaredTool> tools = yaml(TOOLS, "it declares the tools; 'tools: {}' when there are none")
                .map(root -> new ToolReader(places, problems).read(root))
                .orElse(Map.of());
        List<TaskDraft> drafts = drafts(texts, policies);
        Map<String, Task> tasks = new LinkedHashMap<>();
        for (TaskDraft draft : drafts) {
            tasks.putIfAbsent(draft.name().text(), new TaskCompiler(draft, tools, texts).compile());
        }
        assistant.ifPresent(in -> checkPersonTask(in, persona, tasks));
        checkExamples(drafts);
        KnowledgeReader knowledge = new KnowledgeReader(problems);
        sources.files().forEach((name, text) -> {
            if (name.startsWith("knowledge/") && name.endsWith(".md")) {
                knowledge.read(name, text);
            }
        });
        reportStrayFiles();
        Map<String, Tool> plain = new LinkedHashMap<>();
        tools.forEach((name, declared) -> plain.put(name, declared.tool()));
        return new Playbook(
                persona,
                Collections.unmodifiableMap(tasks),
                Collections.unmodifiableMap(plain),
                knowledge.articles(),
                sources.fingerprint());
    }

    private Optional<YamlNode> yaml(String file, String why) {
        String text = sources.files().get(file);
        if (text == null) {
            problems.error(new Place(file, 1, 1), "the file is missing in " + sources.folder(), why);
            return Optional.empty();
        }
        return YamlDocument.parse(file, text, problems);
    }

    private Optional<MapReader> assistantMap(YamlNode root) {
        if (root instanceof YamlMap map) {
            return Optional.of(new MapReader(map, problems));
        }
        problems.error(root.at(), "the file is " + root.kind(), "begin with company: and a name");
        return Optional.empty();
    }

    private Persona persona(MapReader in) {
        String company = in.requiredText("company", "whose assistant it is").orElse("");
        String greeting =
                in.requiredText("greeting", "the first words of a call").orElse("");
        String anythingElse = in.text("anything_else").orElse("Is there anything else I can do for you?");
        String goodbye = in.text("goodbye").orElse("Thank you for calling. Goodbye.");
        String personTask = in.text("person_task").orElse("");
        String currency = in.scalar("currency").map(this::currency).orElse("USD");
        return new Persona(company, greeting, anythingElse, goodbye, personTask, currency);
    }

    private String currency(YamlScalar code) {
        try {
            return Currency.getInstance(code.text()).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            problems.error(code.at(), "'" + code.text() + "' is no currency", "an ISO 4217 code: USD, EUR, GBP");
            return "USD";
        }
    }

    private List<TaskDraft> drafts(Texts texts, RiskPolicies policies) {
        List<TaskDraft> drafts = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        sources.files().forEach((name, text) -> {
            if (!isTask(name)) {
                return;
            }
            YamlDocument.parse(name, text, problems)
                    .flatMap(root -> TaskDraft.read(root, texts, policies))
                    .ifPresent(draft -> {
                        Place first = seen.putIfAbsent(
                                draft.name().text(), draft.name().at());
                        if (first != null) {
                            problems.error(
                                    draft.name().at(),
                                    "the task '" + draft.name().text() + "' is there twice",
                                    "the first is in " + first);
                        }
                        drafts.add(draft);
                    });
        });
        if (sources.files().keySet().stream().noneMatch(PlaybookReader::isTask)) {
            problems.error(
                    new Place("tasks", 1, 1), "there are no tasks in " + sources.folder(), "write tasks/refund.yaml");
        }
        return drafts;
    }

    private static boolean isTask(String name) {
        return name.startsWith("tasks/") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private void checkPersonTask(MapReader in, Persona persona, Map<String, Task> tasks) {
        String name = persona.personTask();
        if (!name.isEmpty() && !tasks.containsKey(name)) {
            problems.error(
                    in.placeOfValue("person_task"),
                    "there is no task '" + name + "'",
                    Spelling.hint(name, tasks.keySet()));
        }
    }

    private void checkExamples(List<TaskDraft> drafts) {
        Map<String, Place> seen = new HashMap<>();
        for (TaskDraft draft : drafts) {
            for (YamlScalar example : draft.when()) {
                String plain = example.text()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{Nd}]+", " ")
                        .strip();
                Place first = seen.putIfAbsent(plain, example.at());
                if (first != null) {
                    problems.warning(
                            example.at(),
                            "the example '" + example.text() + "' is there twice",
                            "the first is in " + first);
                }
            }
        }
    }

    private void reportStrayFiles() {
        for (String name : sources.files().keySet()) {
            boolean known = name.equals(ASSISTANT)
                    || name.equals(TOOLS)
                    || isTask(name)
                    || name.startsWith("knowledge/") && name.endsWith(".md")
                    || name.equals("prompts/assistant.md")
                    || name.endsWith("README.md");
            if (!known) {
                problems.warning(
                        new Place(name, 1, 1),
                        "the file is not read",
                        "tasks are tasks/*.yaml, knowledge is knowledge/*.md, the prompt is prompts/assistant.md");
            }
        }
    }
}
