package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A journalled conversation taken apart: what people and systems did, and how long after what. Made by
 * {@link RecordingReader}.
 *
 * @param acts what people outside did of their own will, in order
 * @param turns what the assistant understood, by the customer's words
 * @param generations what a model answered, by the customer's words; under the empty text what it said of results
 * @param replies what tools answered, by {@link ToolReply#key}
 * @param consults what people did with requests, by consult point (empty for questions that belong to no task)
 * @param worded instructions in the assistant's words
 * @param speech how long lines took to be said, by text
 * @param hangUp from our hanging up or transferring to the end; null where we did neither
 * @param notes what can't be played again
 */
public record Recording(
        String conversationId,
        Event.Began began,
        Timeline timeline,
        List<Act> acts,
        Map<String, List<Understanding>> turns,
        Map<String, List<Generation>> generations,
        Map<String, List<ToolReply>> replies,
        Map<String, List<RecordedConsult>> consults,
        Map<String, Event.Worded> worded,
        Map<String, Duration> speech,
        @Nullable Duration hangUp,
        List<String> notes) {

    /** A model's answer. {@code wantedAt}: when it was asked for. */
    record Generation(Instant wantedAt, List<Event> events) {}

    /** @param asked what the customer had been asked, in words */
    record Understanding(Event.Understood event, Duration latency, String asked) {}
}
