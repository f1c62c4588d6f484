package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.journal.Journal;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.message.CallerSilence;
import dev.sotto.orchestrator.message.ConversationView;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Conversations that nobody holds any more, played again from the journal. Thread-safe. */
public final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    private final Journal journal;
    private final ConversationMachine machine;
    private final EventJson json;

    public Replay(Journal journal, ConversationMachine machine, EventJson json) {
        this.journal = journal;
        this.machine = machine;
        this.json = json;
    }

    /** Empty when there never was one, or when this version can't read it. */
    public Future<Optional<ConversationView>> find(String conversationId) {
        return journal.read(conversationId).map(entries -> {
            try {
                return view(conversationId, entries);
            } catch (IllegalArgumentException unreadable) {
                LOG.atError()
                        .addKeyValue("conversationId", conversationId)
                        .addKeyValue("cause", unreadable)
                        .log("a conversation can't be replayed");
                return Optional.empty();
            }
        });
    }

    private Optional<ConversationView> view(String conversationId, List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Conversation state = machine.unborn(conversationId);
        @Nullable CallerSilence silence = null;
        Instant last = entries.get(0).at();
        for (JournalEntry entry : entries) {
            Event event = json.event(entry);
            state = machine.on(state, event).next();
            if (event instanceof Event.CallMeasured measured) {
                silence = new CallerSilence(
                        0,
                        measured.longestSilenceMillis(),
                        measured.totalSilenceMillis(),
                        measured.silencesOverLimit());
            }
            last = entry.at();
        }
        ConversationView view = Views.of(state, state.stage().ended() ? last : null);
        return Optional.of(silence == null ? view : view.with(silence));
    }
}
