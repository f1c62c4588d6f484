package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.task.Position;
import dev.sotto.orchestrator.task.Template;
import dev.sotto.orchestrator.task.VariablePaths;
import dev.sotto.orchestrator.task.parse.TimeoutReader.Timeout;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens when nobody answers, by what a wrong decision can cost: for consults that don't say it themselves. */
record RiskPolicies(Map<Risk, List<Timeout>> chains) {
    static final RiskPolicies NONE = new RiskPolicies(Map.of());
    static final String KEY = "on_timeout_by_risk";
    private static final Position NOWHERE = new Position("", 1, 1);

    RiskPolicies {
        chains = Map.copyOf(chains);
    }

    /** Nothing where the file has no policy for the class. */
    Optional<List<Timeout>> of(Risk risk) {
        return Optional.ofNullable(chains.get(risk));
    }

    static RiskPolicies read(MapReader assistant, Texts texts) {
        Map<Risk, List<Timeout>> chains = new EnumMap<>(Risk.class);
        assistant.map(KEY).ifPresent(map -> {
            MapReader in = new MapReader(map, texts.problems());
            for (Risk risk : Risk.values()) {
                Optional<YamlNode> node = in.node(risk.name().toLowerCase(Locale.ROOT));
                node.ifPresent(found -> {
                    List<Timeout> chain = new TimeoutReader(texts).chain(found, KEY);
                    chain.forEach(timeout -> check(timeout, risk, texts));
                    if (!chain.isEmpty()) {
                        chains.put(risk, chain);
                    }
                });
            }
            in.done();
        });
        return new RiskPolicies(chains);
    }

    private static void check(Timeout timeout, Risk risk, Texts texts) {
        Problems problems = texts.problems();
        timeout.ask()
                .ifPresent(slot -> problems.error(
                        slot.at(),
                        "slots belong to tasks, and this is for all of them",
                        "leave out 'ask': the caller is then asked whether to go on waiting"));
        if (timeout.accepts() && risk == Risk.HIGH) {
            problems.error(
                    timeout.at(),
                    "silence can't accept what is of high risk",
                    "write it at the one consult that needs it, with accept_high_risk: true");
        } else if (timeout.accepts()) {
            problems.warning(
                    timeout.at(),
                    "when nobody answers, this goes on as if approved",
                    "each time is marked in the journal");
        }
        knownAnywhere(timeout.policy().say(), texts);
        knownAnywhere(timeout.policy().target(), texts);
    }

    /** What is said in any task can only read what every task has. */
    static void knownAnywhere(@Nullable Template text, Texts texts) {
        if (text == null) {
            return;
        }
        VariablePaths.of(text).stream()
                .map(path -> path.get(0))
                .filter(name -> !Variables.ALWAYS.contains(name))
                .distinct()
                .sorted()
                .forEach(name -> texts.problems()
                        .error(
                                texts.placeOf(text, NOWHERE),
                                "'" + name + "' may not be known when this is said",
                                "only call, customer and today can be read here"));
    }
}
