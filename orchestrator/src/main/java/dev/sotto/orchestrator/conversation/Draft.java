package dev.sotto.orchestrator.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that a person sees before the customer does (approver mode).
 *
 * @param guidanceId the request that shows it
 * @param text what the assistant would say
 * @param cause why it may be said, for the journal's reader
 * @param then what follows once it is said: a hang-up, a transfer
 * @param decided true when it may go out, or never will
 * @param words what goes out then; null: nothing
 */
record Draft(
        String guidanceId,
        String text,
        String cause,
        List<Effect> then,
        boolean decided,
        @Nullable String words) {
    static Draft of(String guidanceId, String text, String cause, List<Effect> then) {
        return new Draft(guidanceId, text, cause, List.copyOf(then), false, null);
    }

    Draft asked(String again) {
        return new Draft(again, text, cause, then, decided, words);
    }

    Draft goingOut(String with, String why) {
        return new Draft(guidanceId, text, why, then, true, with);
    }

    Draft dropped() {
        return new Draft(guidanceId, text, cause, then, true, null);
    }
}
