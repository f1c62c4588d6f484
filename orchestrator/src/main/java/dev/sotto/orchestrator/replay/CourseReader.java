package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Step;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.journal.SaidLine;
import dev.sotto.orchestrator.runner.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts beside each entry of a journal what followed from it: what was said from the record of it, everything else by
 * playing the entries through the machine again. Any thread.
 */
public final class CourseReader {
    private final ConversationMachine machine;
    private final EventJson json;
    private final String fingerprint;

    /** @param fingerprint of the playbook that {@code machine} works with */
    public CourseReader(ConversationMachine machine, EventJson json, String fingerprint) {
        this.machine = machine;
        this.json = json;
        this.fingerprint = fingerprint;
    }

    /** @param said by the number of the entry that caused it; empty for a journal from before it was kept */
    public Course read(List<JournalEntry> entries, Map<Long, List<SaidLine>> said) {
        List<Course.Entry> course = new ArrayList<>();
        Consequences consequences = new Consequences();
        Course.Certainty certainty = Course.Certainty.SAME;
        @Nullable
        Conversation state =
                entries.isEmpty() ? null : machine.unborn(entries.get(0).conversationId());
        for (JournalEntry entry : entries) {
            List<Consequence> worked = List.of();
            if (state != null) {
                try {
                    Event event = json.event(entry);
                    certainty = changed(event) ? Course.Certainty.CHANGED : certainty;
                    Step step = machine.on(state, event);
                    worked = consequences.of(state, event, step);
                    state = step.next();
                } catch (RuntimeException unreadable) {
                    // an entry of another version, or task files in which the conversation has no place any more
                    certainty = Course.Certainty.UNREADABLE;
                    state = null;
                }
            }
            List<Consequence> told = told(said.getOrDefault(entry.seq(), List.of()));
            if (certainty == Course.Certainty.SAME
                    && !said.isEmpty()
                    && !words(worked).equals(words(told))) {
                certainty = Course.Certainty.DIVERGED;
            }
            course.add(new Course.Entry(entry, said.isEmpty() ? worked : merged(worked, told)));
        }
        return new Course(List.copyOf(course), certainty);
    }

    private boolean changed(Event event) {
        return event instanceof Event.Began began && !began.fingerprint().equals(fingerprint);
    }

    /** What is on record stands where the first of what would be said stood. */
    private static List<Consequence> merged(List<Consequence> worked, List<Consequence> told) {
        List<Consequence> merged = new ArrayList<>();
        boolean placed = false;
        for (Consequence consequence : worked) {
            if (!isSpoken(consequence)) {
                merged.add(consequence);
            } else if (!placed) {
                merged.addAll(told);
                placed = true;
            }
        }
        if (!placed) {
            merged.addAll(0, told);
        }
        return List.copyOf(merged);
    }

    private static List<Consequence> told(List<SaidLine> lines) {
        return lines.stream().map(CourseReader::told).toList();
    }

    private static Consequence told(SaidLine line) {
        return line.line() == null
                ? new Consequence.Blocked(line.text(), line.cause(), true)
                : new Consequence.Said(line.line(), line.party(), line.text(), line.cause(), true);
    }

    private static boolean isSpoken(Consequence consequence) {
        return consequence instanceof Consequence.Said || consequence instanceof Consequence.Blocked;
    }

    private static List<String> words(List<Consequence> consequences) {
        return consequences.stream()
                .flatMap(consequence -> consequence instanceof Consequence.Said said
                        ? Stream.of(said.line() + " " + said.text())
                        : consequence instanceof Consequence.Blocked blocked ? Stream.of(blocked.text()) : Stream.of())
                .toList();
    }
}
