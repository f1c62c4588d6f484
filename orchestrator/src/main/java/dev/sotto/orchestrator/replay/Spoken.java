package dev.sotto.orchestrator.replay;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of ours. {@code endedAt} is null while it is being said, and in chat the moment of its coming. */
record Spoken(
        long number,
        String text,
        String cause,
        Instant at,
        @Nullable Instant endedAt) {
    private static final Pattern BRIDGE = Pattern.compile(
            "consult \\S+ is [A-Z_]+|a system is being waited for|meanwhile question is open|nothing heard");
    private static final Pattern SENTENCE_ENDS = Pattern.compile("(?<=[.!?])\\s+");

    Spoken ended(Instant when) {
        return new Spoken(number, text, cause, at, when);
    }

    /** True for words that only fill a wait: how many of them there are depends on how long it was. */
    boolean isBridge() {
        return BRIDGE.matcher(cause).matches();
    }

    String lastSentence() {
        String[] sentences = SENTENCE_ENDS.split(text);
        return sentences[sentences.length - 1];
    }

    boolean isSamePlace(Spoken other) {
        return cause.startsWith("task ") && cause.equals(other.cause);
    }
}
