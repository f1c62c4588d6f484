package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people did with a request, each thing with its time after the question. Filled while a journal is read. */
final class RecordedConsult {
    final String id;
    final Instant askedAt;
    final List<Event> signs = new ArrayList<>();

    Event.@Nullable GuidanceAnswered answered;

    RecordedConsult(String id, Instant askedAt) {
        this.id = id;
        this.askedAt = askedAt;
    }

    Duration after(Event event) {
        return Duration.between(askedAt, event.at());
    }
}
