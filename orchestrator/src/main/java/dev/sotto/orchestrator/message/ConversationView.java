package dev.sotto.orchestrator.message;

import dev.sotto.orchestrator.conversation.TranscriptLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the interface shows it.
 *
 * @param state {@code live} or {@code ended}
 * @param phase what it is doing: {@code listening, thinking, working, with_agent, on_hold, ended}
 * @param channel {@code voice} or {@code chat}
 * @param task name of the task being worked on, or empty
 * @param slots what is known, by slot name
 * @param consults ids of its guidance requests with their state and question, oldest first
 * @param agent who has taken over, or null
 * @param silence what a caller has heard of it; null in chat
 */
public record ConversationView(
        String id,
        String state,
        String phase,
        String channel,
        String task,
        Map<String, Object> slots,
        Map<String, String> variables,
        List<TranscriptLine> transcript,
        List<Consult> consults,
        @Nullable String agent,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String termination,
        @Nullable CallerSilence silence) {

    /** Without figures of silence. */
    public ConversationView(
            String id,
            String state,
            String phase,
            String channel,
            String task,
            Map<String, Object> slots,
            Map<String, String> variables,
            List<TranscriptLine> transcript,
            List<Consult> consults,
            @Nullable String agent,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String termination) {
        this(
                id,
                state,
                phase,
                channel,
                task,
                slots,
                variables,
                transcript,
                consults,
                agent,
                startedAt,
                endedAt,
                termination,
                null);
    }

    public ConversationView with(CallerSilence measured) {
        return new ConversationView(
                id,
                state,
                phase,
                channel,
                task,
                slots,
                variables,
                transcript,
                consults,
                agent,
                startedAt,
                endedAt,
                termination,
                measured);
    }

    /** A consult of this conversation. {@code state} as in {@code GuidanceState}, lower case. */
    public record Consult(String id, String point, String kind, String state, String question) {}
}
