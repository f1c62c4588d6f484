package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Stage;
import dev.sotto.orchestrator.conversation.Step;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long the customer waited for our next words while it was our turn. */
final class Silence {
    private @Nullable Instant since;
    private Duration longest = Duration.ZERO;

    void on(Conversation before, Event event, Step step) {
        boolean speaks = step.effects().stream().anyMatch(Effect.Speak.class::isInstance);
        if (speaks && since != null && ours(before) && before.floor().speaking().isEmpty()) {
            Duration silence = Duration.between(since, event.at());
            longest = silence.compareTo(longest) > 0 ? silence : longest;
        }
        if (event instanceof Event.CustomerSaid said) {
            since = said.endedAt();
        } else if (event instanceof Event.SpeechFinished
                || (speaks && !step.next().voice())) {
            since = event.at();
        }
    }

    Duration longest() {
        return longest;
    }

    private static boolean ours(Conversation conversation) {
        return conversation.stage() instanceof Stage.Serving
                && (conversation.thinking() != null
                        || conversation.consulting()
                        || (conversation.frame() != null && conversation.frame().call() != null));
    }
}
