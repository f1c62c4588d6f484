package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.journal.JournalEntry;
import io.vertx.core.Future;
import java.util.List;

/** What happens on account of a conversation after its end: into its journal, and nothing else. */
final class Afterword {
    private final Services services;

    Afterword(Services services) {
        this.services = services;
    }

    /** Fails for a conversation that never was. The same outcome is noted once. */
    Future<Void> note(String conversationId, Event.CallBackEnded event) {
        return services.journal().read(conversationId).compose(entries -> {
            if (entries.isEmpty()) {
                return Future.failedFuture("there is no conversation " + conversationId);
            }
            long next = entries.get(entries.size() - 1).seq() + 1;
            return isNoted(entries, event)
                    ? Future.succeededFuture()
                    : services.journal().append(services.json().entry(conversationId, next, event));
        });
    }

    private boolean isNoted(List<JournalEntry> entries, Event.CallBackEnded event) {
        return entries.stream()
                .filter(entry -> entry.type().equals(Event.CallBackEnded.class.getSimpleName()))
                .map(entry -> (Event.CallBackEnded) services.json().event(entry))
                .anyMatch(noted -> noted.conversation().equals(event.conversation())
                        && noted.outcome().equals(event.outcome()));
    }
}
