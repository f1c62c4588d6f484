package dev.sotto.orchestrator.desk;

import static dev.sotto.orchestrator.desk.Cards.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.Risk;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CallerPatiencePropertyTest {
    private static GuidanceRequest request(Risk risk, boolean chat, int answerWithin) {
        var request =
                Cards.of(Cards.request("g", "billing", Duration.ofSeconds(answerWithin), ConsultKind.APPROVAL), risk);
        return chat ? Cards.inChat(request) : request;
    }

    @Example
    void atTheStartHalfAreGoneWhenHalfOfAPlainQueuesCallersAre() {
        assertThat(CallerPatience.left(request(Risk.LOW, false, 900), NOON)).isEqualTo(Duration.ofSeconds(45));
        assertThat(CallerPatience.left(request(Risk.MEDIUM, false, 900), NOON)).isEqualTo(Duration.ofSeconds(95));
        assertThat(CallerPatience.left(request(Risk.MEDIUM, true, 900), NOON)).isEqualTo(Duration.ofSeconds(380));
    }

    @Property(tries = 300)
    void whoHasWaitedLongerHasLessLeftAndNobodyHasMoreThanTheTaskGivesThem(
            @ForAll Risk risk,
            @ForAll boolean chat,
            @ForAll @IntRange(min = 1, max = 900) int answerWithin,
            @ForAll @IntRange(max = 1_000) int waited,
            @ForAll @IntRange(min = 1, max = 500) int more) {
        var request = request(risk, chat, answerWithin);
        Instant now = NOON.plusSeconds(waited);

        Duration left = CallerPatience.left(request, now);

        assertThat(left).isBetween(Duration.ZERO, Duration.ofSeconds(Math.max(0, answerWithin - waited)));
        assertThat(CallerPatience.left(request, now.plusSeconds(more))).isLessThanOrEqualTo(left);
    }

    @Property(tries = 100)
    void aVisitorIsMorePatientThanACallerAndRiskMakesBothMorePatient(@ForAll @IntRange(max = 600) int waited) {
        Instant now = NOON.plusSeconds(waited);
        Duration before = Duration.ZERO;
        for (Risk risk : Risk.values()) {
            Duration voice = CallerPatience.left(request(risk, false, 9_000), now);
            assertThat(voice).isGreaterThan(before);
            assertThat(CallerPatience.left(request(risk, true, 9_000), now)).isGreaterThan(voice);
            before = voice;
        }
    }

    @Property(tries = 100)
    void theOrderOfTwoCardsNeverChanges(@ForAll Risk risk, @ForAll boolean chat, @ForAll @IntRange(max = 900) int by) {
        var request = request(risk, chat, by);

        assertThat(CallerPatience.givesUpAt(request)).isBetween(NOON, request.answerBy());
    }
}
