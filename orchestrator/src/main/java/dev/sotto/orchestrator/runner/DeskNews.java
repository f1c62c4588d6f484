package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.CallerSilence;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.DeskEvent;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells desks what is new in a conversation, and only that. */
final class DeskNews {
    private static final long SHOWN_MILLIS = 2_000;

    private final Vertx vertx;
    private final String address;

    // verticle context only
    private @Nullable ConversationView told;
    private List<TranscriptLine> lines = List.of();

    DeskNews(Vertx vertx, Addresses addresses) {
        this.vertx = vertx;
        address = addresses.deskEvents();
    }

    /** Takes the state as known without telling it. */
    void silently(Conversation state) {
        told = Views.brief(state, null);
        lines = state.transcript();
    }

    /** Only what a person should see: a silence that is long, has ended, or is the longest so far. */
    void silence(String conversationId, CallerSilence before, CallerSilence now) {
        boolean shown = before.nowMillis() >= SHOWN_MILLIS;
        if (shown || now.nowMillis() >= SHOWN_MILLIS || now.longestMillis() > before.longestMillis()) {
            vertx.eventBus()
                    .publish(
                            address,
                            new DeskEvent.SilenceChanged(conversationId, now.nowMillis(), now.longestMillis()));
        }
    }

    void tell(Conversation state) {
        ConversationView view = Views.brief(state, null);
        if (!view.equals(told)) {
            told = view;
            vertx.eventBus().publish(address, new DeskEvent.ConversationChanged(view));
        }
        if (lines != state.transcript()) {
            for (TranscriptLine line : state.transcript()) {
                if (!lines.contains(line)) {
                    vertx.eventBus().publish(address, new DeskEvent.TurnAdded(state.id(), line));
                }
            }
            lines = state.transcript();
        }
    }
}
