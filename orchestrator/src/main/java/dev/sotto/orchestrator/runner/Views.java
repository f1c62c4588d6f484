package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Frame;
import dev.sotto.orchestrator.conversation.OpenConsult;
import dev.sotto.orchestrator.conversation.Stage;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.message.ConversationView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A conversation as the interface shows it. */
public final class Views {
    private Views() {}

    public static ConversationView of(Conversation conversation, @Nullable Instant endedAt) {
        return of(conversation, conversation.transcript(), endedAt);
    }

    /** Without the transcript: for lists and notices. */
    static ConversationView brief(Conversation conversation, @Nullable Instant endedAt) {
        return of(conversation, List.of(), endedAt);
    }

    private static ConversationView of(
            Conversation conversation, List<TranscriptLine> transcript, @Nullable Instant endedAt) {
        Stage stage = conversation.stage();
        return new ConversationView(
                conversation.id(),
                stage.ended() ? "ended" : "live",
                conversation.phase(),
                conversation.channel().name().toLowerCase(Locale.ROOT),
                task(conversation),
                slots(conversation.frame()),
                conversation.variables(),
                transcript,
                conversation.consults().stream().map(Views::consult).toList(),
                stage instanceof Stage.WithAgent agent ? agent.agent() : null,
                conversation.startedAt(),
                endedAt,
                stage instanceof Stage.Ended ended ? ended.termination() : null);
    }

    /** What is being done for the customer while they hear nothing: see {@code ToEdge.Turn}. */
    static String owing(Conversation conversation) {
        if (!(conversation.stage() instanceof Stage.Serving)
                || conversation.floor().away()) {
            return "";
        }
        Frame frame = conversation.frame();
        if (frame != null && frame.call() != null) {
            return "tool";
        }
        return conversation.thinking() != null ? "thinking" : conversation.consulting() ? "consult" : "";
    }

    static String task(Conversation conversation) {
        return conversation.frame() == null ? "" : conversation.frame().task().name();
    }

    private static Map<String, Object> slots(@Nullable Frame frame) {
        if (frame == null) {
            return Map.of();
        }
        Map<String, Object> slots = new HashMap<>();
        frame.task().slots().keySet().forEach(name -> {
            Object value = frame.values().get(name);
            if (value != null) {
                slots.put(name, value);
            }
        });
        return Map.copyOf(slots);
    }

    private static ConversationView.Consult consult(OpenConsult consult) {
        return new ConversationView.Consult(
                consult.id(),
                consult.request().point(),
                consult.request().kind().name().toLowerCase(Locale.ROOT),
                consult.state().name().toLowerCase(Locale.ROOT),
                consult.request().question());
    }
}
