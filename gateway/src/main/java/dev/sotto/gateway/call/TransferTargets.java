package dev.sotto.gateway.call;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a caller may be sent when the target was not written by whoever wrote the task: what a caller says must not decide
 * whom we have the trunk call, or anyone could be put through to a number that costs a fortune. Immutable.
 */
public final class TransferTargets {
    private final List<Pattern> patterns;

    private TransferTargets(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** @param patterns separated by blanks; {@code *} stands for any characters and {@code ?} for one; empty: nowhere */
    public static TransferTargets of(String patterns) {
        return new TransferTargets(Stream.of(patterns.strip().split("[ \t]+"))
                .filter(pattern -> !pattern.isEmpty())
                .map(TransferTargets::compiled)
                .toList());
    }

    private static Pattern compiled(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }

    /** @param literal the target stands in the task file as it is */
    boolean allow(String target, boolean literal) {
        String text = target.strip().toLowerCase(Locale.ROOT);
        return literal
                || patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }
}
