package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlList;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.task.Op.OnTimeout;
import dev.sotto.orchestrator.task.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what happens when nobody answers: one policy, or a chain that asks one skill after the other. */
final class TimeoutReader {
    static final Duration SHORTEST = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_CALL_BACK = Duration.ofHours(24);

    private final Texts texts;
    private final Problems problems;

    TimeoutReader(Texts texts) {
        this.texts = texts;
        this.problems = texts.problems();
    }

    /**
     * A policy with what later checks need.
     *
     * @param at where its kind stands
     * @param ask the slot that it asks for, as it is written
     */
    record Timeout(OnTimeout policy, Place at, Optional<YamlScalar> ask) {
        boolean accepts() {
            return policy.policy() == TimeoutPolicy.ACCEPT;
        }
    }

    /** The steps in their order; empty after a report. */
    List<Timeout> chain(YamlNode node, String key) {
        if (node instanceof YamlMap map) {
            Timeout only = timeout(new MapReader(map, problems));
            if (only.policy().skill() != null && isNextSkill(only)) {
                problems.warning(
                        only.at(),
                        "when '" + only.policy().skill()
                                + "' doesn't answer either, the caller is promised a call back",
                        "make it a list, whose last step says what happens then");
            }
            return List.of(only);
        }
        if (!(node instanceof YamlList list)) {
            problems.error(
                    node.at(), "'" + key + "' is " + node.kind(), "{policy: .., say: \"..\"}, or a list of them");
            return List.of();
        }
        List<Timeout> chain = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof YamlMap map) {
                chain.add(timeout(new MapReader(map, problems)));
            } else {
                problems.error(item.at(), "a step of '" + key + "' is " + item.kind(), "{policy: .., say: \"..\"}");
            }
        }
        checkOrder(list, chain, key);
        return List.copyOf(chain);
    }

    private void checkOrder(YamlList list, List<Timeout> chain, String key) {
        if (list.items().isEmpty()) {
            problems.error(list.at(), "'" + key + "' has no steps", "write at least one: [{policy: decline}]");
        }
        for (int index = 1; index < chain.size(); index++) {
            Timeout before = chain.get(index - 1);
            if (!isNextSkill(before)) {
                problems.error(
                        chain.get(index).at(),
                        "this step is never reached: the one before it is the last word",
                        "only next_skill is followed by another step");
                return;
            }
        }
        Timeout last = chain.isEmpty() ? null : chain.get(chain.size() - 1);
        if (last != null && isNextSkill(last)) {
            problems.error(
                    last.at(),
                    "when this skill doesn't answer either, nothing is said to happen",
                    "end with decline, call_back, transfer, ask_caller or accept");
        }
    }

    private static boolean isNextSkill(Timeout timeout) {
        return timeout.policy().policy() == TimeoutPolicy.NEXT_SKILL;
    }

    private Timeout timeout(MapReader in) {
        if (!in.map().has("policy")) {
            problems.error(
                    in.at(), "'policy' is missing", "ask_caller, decline, call_back, next_skill, transfer or accept");
        }
        TimeoutPolicy policy = in.choice("policy", TimeoutPolicy.class).orElse(TimeoutPolicy.DECLINE);
        boolean next = policy == TimeoutPolicy.NEXT_SKILL;
        Optional<String> skill = (next
                        ? in.requiredScalar("skill", "name the skill that is asked next")
                        : in.scalar("skill"))
                .filter(name -> texts.isName("a skill", name.text(), name))
                .map(YamlScalar::text);
        boolean transfers = policy == TimeoutPolicy.TRANSFER;
        Template target = (transfers ? in.requiredScalar("target", "name where the call goes") : in.scalar("target"))
                .map(texts::template)
                .orElse(null);
        Template say = in.scalar("say").map(texts::template).orElse(null);
        Optional<YamlScalar> ask = in.scalar("ask");
        Duration within = within(in, next, policy == TimeoutPolicy.CALL_BACK);
        in.done();
        OnTimeout read = new OnTimeout(
                policy,
                say,
                skill.orElse(null),
                within,
                target,
                ask.map(YamlScalar::text).orElse(null));
        return new Timeout(read, in.placeOfValue("policy"), ask);
    }

    /** How long the next skill has, or the answer that somebody is called back with. */
    private @Nullable Duration within(MapReader in, boolean next, boolean back) {
        if (!in.map().has("within")) {
            in.scalar("within");
            return null;
        }
        if (!next && !back) {
            problems.error(in.placeOf("within"), "only the next skill and a call back are given a time", "remove it");
        }
        Duration longest = back ? LONGEST_CALL_BACK : LONGEST;
        return in.duration("within", longest, SHORTEST, longest);
    }
}
