package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.task.Op;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * No false word: a sentence that claims an approval or a completion goes out only when its cause is on record.
 *
 * <p>Checked for tasks that have gated tools; the cause of a completion is that tool's success, of an approval a grant.
 * Claims are recognised by their wording, so this is the second lock: the first is that a task file's sentences stand
 * behind the tool call that makes them true.
 */
final class UtteranceGate {
    static final String SAFE = "I don't have a result for that yet.";

    private static final Pattern COMPLETION = Pattern.compile(
            "\\b(?:ha(?:s|ve) (?:now |just |already )?been|(?:is|are|was|were) (?:now |all )?|i(?:'ve| have) (?:now |just )?)"
                    + "\\s*(?:refunded|paid back|booked|cancel+ed|credited|processed|completed|done)\\b"
                    + "|(?:^|[.!?]\\s+)(?:all )?done\\b|\\bgoes back to your\\b|\\bis on its way back to your\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern APPROVAL = Pattern.compile(
            "\\b(?:ha(?:s|ve) (?:now |just |already )?been|(?:is|are|was|were) (?:now )?|i(?:'ve| have))\\s*approved\\b",
            Pattern.CASE_INSENSITIVE);

    private UtteranceGate() {}

    /** The text itself when it may be said, else a safe sentence. */
    static String check(String text, @Nullable Frame frame) {
        if (frame == null || frame.effected() || !gated(frame)) {
            return text;
        }
        if (COMPLETION.matcher(text).find()) {
            return SAFE;
        }
        return frame.grants().isEmpty() && APPROVAL.matcher(text).find() ? SAFE : text;
    }

    private static boolean gated(Frame frame) {
        return frame.task().program().ops().stream()
                .anyMatch(op ->
                        op instanceof Op.Consult consult && consult.point().approves() != null);
    }
}
