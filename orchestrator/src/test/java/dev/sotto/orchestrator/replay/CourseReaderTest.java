package dev.sotto.orchestrator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.journal.SaidLine;
import dev.sotto.orchestrator.runner.EventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What followed from each fact. */
class CourseReaderTest {
    private final CourseReader reader = reader(RefundShop.PLAYBOOK.fingerprint());

    @Test
    void eachFactHasWhatItCaused() {
        Course course = reader.read(Journalled.approvedChat().entries(), Map.of());

        assertThat(course.playbook()).isEqualTo(Course.Certainty.SAME);
        assertThat(at(course, "Began"))
                .containsExactly(new Consequence.Said(1, "assistant", "Hello.", "greeting", false));
        assertThat(course.entries().stream()
                        .flatMap(entry -> entry.consequences().stream())
                        .filter(Consequence.ToolWanted.class::isInstance)
                        .map(Consequence.ToolWanted.class::cast)
                        .filter(wanted -> wanted.tool().equals("orders.refund")))
                .singleElement()
                .satisfies(wanted -> {
                    assertThat(wanted.call()).isEqualTo("c1-t4");
                    assertThat(wanted.guidance()).isEqualTo("c1-g2");
                    assertThat(wanted.rule()).isNull();
                });
        assertThat(at(course, "CustomerLeft")).isEmpty();
        assertThat(course.toString().replaceAll("data=[^\\n]*?, said=", "")).doesNotContain("token");
    }

    @Test
    void aPolicyThatDecidedIsNamed() {
        Journalled journal = Journalled.chat().at(51.2, at -> new Event.GuidanceExpired("c1-g2", at));

        Course course = reader.read(journal.entries(), Map.of());

        assertThat(at(course, "GuidanceExpired"))
                .contains(new Consequence.PolicyApplied("c1-g2", "approve_refund", TimeoutPolicy.CALL_BACK, 0));
    }

    @Test
    void takeOversAreNamed() {
        Journalled journal = Journalled.chat()
                .at(15, at -> new Event.TookOver("ben", at))
                .at(16, at -> new Event.HandedBack("ben", at));

        Course course = reader.read(journal.entries(), Map.of());

        assertThat(at(course, "TookOver"))
                .contains(new Consequence.TakenOver("ben"))
                .anyMatch(Consequence.GuidanceWithdrawn.class::isInstance);
        assertThat(at(course, "HandedBack")).contains(new Consequence.HandedBack("ben"));
    }

    @Test
    void whatIsOnRecordAsSaidCountsAndADifferenceIsTold() {
        SaidLine really = new SaidLine(1L, "assistant", "Good day.", "greeting");

        Course course = reader.read(Journalled.approvedChat().entries(), Map.of(1L, List.of(really)));

        assertThat(at(course, "Began"))
                .containsExactly(new Consequence.Said(1, "assistant", "Good day.", "greeting", true));
        assertThat(course.playbook()).isEqualTo(Course.Certainty.DIVERGED);
    }

    @Test
    void otherTaskFilesAreTold() {
        Course course = reader("another").read(Journalled.approvedChat().entries(), Map.of());

        assertThat(course.playbook()).isEqualTo(Course.Certainty.CHANGED);
    }

    @Test
    void whatThisVersionCannotReadStillShowsWhatWasSaid() {
        List<JournalEntry> entries = new ArrayList<>(Journalled.chat().entries());
        long seq = entries.size() + 1L;
        entries.add(new JournalEntry("c1", seq, Instant.EPOCH, "FromTheFuture", "{}"));
        SaidLine line = new SaidLine(9L, "assistant", "Beam me up.", "future");

        Course course = reader.read(entries, Map.of(seq, List.of(line)));

        assertThat(course.playbook()).isEqualTo(Course.Certainty.UNREADABLE);
        assertThat(at(course, "FromTheFuture"))
                .containsExactly(new Consequence.Said(9, "assistant", "Beam me up.", "future", true));
    }

    private static CourseReader reader(String fingerprint) {
        return new CourseReader(new ConversationMachine(RefundShop.PLAYBOOK), new EventJson(), fingerprint);
    }

    private static List<Consequence> at(Course course, String type) {
        return course.entries().stream()
                .filter(entry -> entry.fact().type().equals(type))
                .flatMap(entry -> Stream.of(entry.consequences()))
                .findFirst()
                .orElseThrow();
    }
}
