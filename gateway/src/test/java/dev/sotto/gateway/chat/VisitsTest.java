package dev.sotto.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.journal.ConversationRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private Instant now = Instant.EPOCH;
    private final Visits visits = new Visits(
            new ChatSettings(Set.of(), Duration.ofMinutes(10), Duration.ofHours(1), 2, 10, "Shop"), () -> now);
    private final List<String> told = new ArrayList<>();
    private final Visit.Seat first = () -> told.add("first");
    private final Visit.Seat second = () -> told.add("second");

    private Visit begin(String id) {
        return Objects.requireNonNull(visits.begin(id, "secret of " + id, false));
    }

    @Test
    void aSeatedVisitorNeverCountsAsAway() {
        Visit visit = begin("a");
        visit.take(first);
        now = now.plus(Duration.ofHours(5));
        assertThat(visits.sweep()).isEmpty();
    }

    @Test
    void whoStaysAwayTooLongHasLeftOnce() {
        Visit visit = begin("a");
        visit.take(first);
        now = now.plus(Duration.ofHours(1));
        visit.leave(first, now);
        now = now.plus(Duration.ofMinutes(9));
        assertThat(visits.sweep()).isEmpty();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(visits.sweep()).containsExactly(visit);
        assertThat(visits.sweep()).isEmpty();
    }

    @Test
    void anIntegratorsChatLastsAsLongAsItIsTouched() {
        Visit visit = Objects.requireNonNull(visits.begin("a", "s", true));
        now = now.plus(Duration.ofMinutes(59));
        assertThat(visits.sweep()).isEmpty();
        visit.touch(now);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(visits.sweep()).isEmpty();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(visits.sweep()).containsExactly(visit);
    }

    @Test
    void theNewcomerGetsTheSeatAndTheOtherIsTold() {
        Visit visit = begin("a");
        visit.take(first);
        visit.take(second);
        visit.leave(first, now);
        assertThat(told).containsExactly("first");
        assertThat(visit.isSeated()).isTrue();
    }

    @Test
    void thereIsALimitAndWhatEndedMakesRoomAfterAnHour() {
        begin("a");
        begin("b");
        assertThat(visits.begin("c", "s", false)).isNull();
        Objects.requireNonNull(visits.find("a")).end(now);
        now = now.plus(Duration.ofMinutes(5));
        visits.sweep();
        assertThat(visits.byResume("secret of a")).isNotNull();
        now = now.plus(Duration.ofMinutes(56));
        visits.sweep();
        assertThat(visits.byResume("secret of a")).isNull();
        assertThat(visits.begin("c", "s", false)).isNotNull();
    }

    @Test
    void aRecoveredVisitDoesNotKnowHowFarItsClientWas() {
        visits.recover(List.of(row("a", "chat", "s"), row("v", "voice", null)));
        assertThat(Objects.requireNonNull(visits.byResume("s")).delivered()).isNegative();
        assertThat(visits.size()).isEqualTo(1);
    }

    @Test
    void whatArrivedNeverGoesBack() {
        Visit visit = begin("a");
        visit.delivered(7);
        visit.delivered(3);
        assertThat(visit.delivered()).isEqualTo(7);
    }

    private static ConversationRow row(String id, String channel, String resume) {
        return new ConversationRow(id, "live", channel, "", "test", resume, Instant.EPOCH, null, null);
    }
}
