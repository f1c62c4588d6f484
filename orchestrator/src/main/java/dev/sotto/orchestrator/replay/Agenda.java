package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is going to happen, earliest first; at the same instant in the order in which it was put down. */
final class Agenda {
    private record Entry(Event event, long number) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.comparing((Entry entry) -> entry.event().at()).thenComparing(Entry::number));
    private long count;

    void add(Event event) {
        entries.add(new Entry(event, count++));
    }

    void remove(Predicate<Event> unwanted) {
        entries.removeIf(entry -> unwanted.test(entry.event()));
    }

    boolean has(Predicate<Event> wanted) {
        return entries.stream().anyMatch(entry -> wanted.test(entry.event()));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    @Nullable
    Instant due() {
        Entry first = entries.peek();
        return first == null ? null : first.event().at();
    }

    Event take() {
        return entries.remove().event();
    }
}
