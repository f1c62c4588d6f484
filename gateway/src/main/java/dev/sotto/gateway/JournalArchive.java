package dev.sotto.gateway;

import dev.sotto.gateway.api.ConversationArchive;
import dev.sotto.orchestrator.journal.Journal;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.replay.Course;
import dev.sotto.orchestrator.replay.CourseReader;
import dev.sotto.orchestrator.runner.Replay;
import io.vertx.core.Future;
import java.util.Optional;

/** What the journal tells of conversations. Any thread. */
record JournalArchive(Journal journal, Replay replay, CourseReader reader) implements ConversationArchive {
    @Override
    public Future<Optional<ConversationView>> find(String conversationId) {
        return replay.find(conversationId);
    }

    @Override
    public Future<Optional<Course>> course(String conversationId) {
        // lines of entries that came between the two questions are left out with their entries
        return journal.read(conversationId)
                .compose(entries -> entries.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : journal.said(conversationId).map(said -> Optional.of(reader.read(entries, said))));
    }
}
