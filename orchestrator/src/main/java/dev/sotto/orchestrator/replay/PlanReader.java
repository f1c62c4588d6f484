package dev.sotto.orchestrator.replay;

import dev.sotto.config.yaml.Durations;
import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A plan's parts as they are written on a command line. All throw {@link IllegalArgumentException} with what is wrong. */
public final class PlanReader {
    private PlanReader() {}

    /** {@code x0.5}: times that; {@code 40s}: always that long. */
    public static ReplayPlan.Delay delay(String text) {
        if (text.startsWith("x")) {
            double factor = factor(text.substring(1));
            if (factor >= 0 && factor <= 1_000) {
                return new ReplayPlan.Delay.Scaled(factor);
            }
        }
        return new ReplayPlan.Delay.Fixed(duration(text, "x0.5 or 40s"));
    }

    /** {@code approve}, {@code choose:2}, {@code decline:it has been used}, {@code approve:2} … */
    public static ReplayPlan.Answer answer(String text) {
        String[] parts = text.split(":", 2);
        AnswerKind kind = constant(AnswerKind.class, parts[0], "an answer");
        String rest = parts.length < 2 ? "" : parts[1].strip();
        boolean choice = rest.matches("[1-9]");
        if (kind == AnswerKind.CHOOSE && !choice) {
            throw new IllegalArgumentException("choose wants a number: choose:2, not " + text);
        }
        if ((kind == AnswerKind.INSTRUCT || kind == AnswerKind.EDIT) && rest.isEmpty()) {
            throw new IllegalArgumentException(parts[0] + " wants words: " + parts[0] + ":tell them …");
        }
        return new ReplayPlan.Answer(kind, choice ? Integer.parseInt(rest) : 0, choice ? "" : rest);
    }

    /** {@code decline}, {@code next_skill:billing}, {@code transfer:sip:desk@shop}, each with {@code @20s} behind it or not. */
    public static ReplayPlan.Policy policy(String text) {
        Duration within = null;
        String rest = text;
        int at = text.lastIndexOf('@');
        if (at > 0 && Durations.parse(text.substring(at + 1)).isPresent()) {
            within = duration(text.substring(at + 1), "20s");
            rest = text.substring(0, at);
        }
        String[] parts = rest.split(":", 2);
        TimeoutPolicy policy = constant(TimeoutPolicy.class, parts[0], "a policy");
        @Nullable String argument = parts.length < 2 ? null : parts[1].strip();
        boolean wanted = policy == TimeoutPolicy.NEXT_SKILL || policy == TimeoutPolicy.TRANSFER;
        if (wanted != (argument != null)) {
            throw new IllegalArgumentException(
                    parts[0] + (wanted ? " wants to know where to: " + parts[0] + ":…" : " takes nothing behind it"));
        }
        return new ReplayPlan.Policy(policy, argument, within);
    }

    public static Duration duration(String text, String example) {
        return Durations.parse(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("not a time: " + text + " (for example " + example + ")"));
    }

    private static double factor(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word, String what) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word.strip())) {
                return constant;
            }
        }
        throw new IllegalArgumentException("not " + what + ": " + word);
    }
}
