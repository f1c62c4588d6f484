package dev.sotto.orchestrator.desk;

import static dev.sotto.orchestrator.desk.Cards.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CardTest {
    private static final Instant LATER = NOON.plusSeconds(2);
    private static final Card OPEN = Cards.card("g", "billing", Duration.ofSeconds(45));
    private static final Card OFFERED = OPEN.on(new CardEvent.Offered("ada", NOON, NOON.plusSeconds(15)));
    private static final Card ACCEPTED = OFFERED.on(new CardEvent.Accepted("ada", NOON));
    private static final Card LIKELY = Card.asked(Cards.likely(OPEN.request(), Instant.parse("2026-11-22T12:00:45Z")));
    private static final Card TWO = Card.asked(Cards.forTwo(OPEN.request()));
    private static final Card ADA = TWO.on(new CardEvent.Offered("ada", NOON, NOON.plusSeconds(15)));
    private static final Card BOTH = ADA.on(new CardEvent.Offered("ben", NOON, NOON.plusSeconds(15)));
    private static final Card ONE_OF_TWO = BOTH.on(new CardEvent.Approved(Cards.approvedBy("ada")));

    private static final Map<String, CardEvent> EVENTS = events();

    private static Map<String, CardEvent> events() {
        Map<String, CardEvent> events = new LinkedHashMap<>();
        events.put("offered", new CardEvent.Offered("ben", NOON, NOON.plusSeconds(30)));
        events.put("ranOut", new CardEvent.OfferRanOut("ada", LATER));
        events.put("othersRanOut", new CardEvent.OfferRanOut("cid", LATER));
        events.put("accepted", new CardEvent.Accepted("ben", NOON));
        events.put("holderLeft", new CardEvent.AgentLeft("ada"));
        events.put("otherLeft", new CardEvent.AgentLeft("cid"));
        events.put("reassigned", new CardEvent.Reassigned("cid", NOON, NOON.plusSeconds(30)));
        events.put("approved", new CardEvent.Approved(Cards.approvedBy("cid")));
        events.put("approvedAgain", new CardEvent.Approved(Cards.approvedBy("ada")));
        events.put("answered", new CardEvent.Answered(Cards.approvedBy("ben"), GuidanceState.ANSWERED));
        events.put("declined", new CardEvent.Answered(Cards.approvedBy("ben"), GuidanceState.DECLINED));
        events.put("expired", new CardEvent.Expired());
        events.put("withdrawn", new CardEvent.Withdrawn(WithdrawReason.CALLER_GONE));
        events.put(
                "promoted",
                new CardEvent.Promoted(
                        Cards.card("g", "billing", Duration.ofSeconds(60)).request()));
        events.put("restored", new CardEvent.Restored());
        return events;
    }

    /** Every state against every event, in the order above; a dash where nothing happens. */
    static Stream<Arguments> table() {
        String end = "ANSWERED DECLINED EXPIRED WITHDRAWN";
        Map<Card, String> rows = new LinkedHashMap<>();
        rows.put(OPEN, "OFFERED - - ACCEPTED - - OFFERED - - " + end + " - -");
        rows.put(OFFERED, "- OPEN - ACCEPTED OPEN - OFFERED - - " + end + " - OPEN");
        rows.put(ACCEPTED, "- - - - OPEN - OFFERED - - " + end + " - OPEN");
        rows.put(LIKELY, "- - - ACCEPTED - - - - - " + end + " OPEN -");
        rows.put(TWO, "OFFERED - - ACCEPTED - - OFFERED OPEN OPEN " + end + " - -");
        rows.put(ADA, "OFFERED OPEN - ACCEPTED OPEN - OFFERED OFFERED OPEN " + end + " - OPEN");
        rows.put(BOTH, "- OFFERED - ACCEPTED OFFERED - OFFERED OFFERED OFFERED " + end + " - OPEN");
        rows.put(ONE_OF_TWO, "- - - ACCEPTED - - OFFERED - - " + end + " - OPEN");
        for (String name : List.of("answered", "declined", "expired", "withdrawn")) {
            rows.put(OFFERED.on(EVENTS.get(name)), "- ".repeat(EVENTS.size()).strip());
        }
        return rows.entrySet().stream()
                .flatMap(row -> cells(row.getKey(), row.getValue().split(" ")));
    }

    private static Stream<Arguments> cells(Card card, String[] ends) {
        var names = EVENTS.keySet().iterator();
        return Arrays.stream(ends).map(end -> Arguments.of(card.state(), names.next(), end, card));
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @MethodSource("table")
    void everyStateMeetsEveryEvent(GuidanceState state, String event, String end, Card card) {
        Card after = card.on(EVENTS.get(event));

        if (end.equals("-")) {
            assertThat(after).isSameAs(card);
        } else {
            assertThat(after.state()).isEqualTo(GuidanceState.valueOf(end));
            assertThat(after.version()).isEqualTo(card.version() + 1);
        }
    }

    @Test
    void theTableHasEveryState() {
        assertThat(table().map(row -> row.get()[0]).distinct()).hasSize(GuidanceState.values().length);
    }

    @Test
    void whoLetsAnOfferPassIsRememberedAndWhoseDeskWasLostIsNot() {
        assertThat(OFFERED.on(new CardEvent.OfferRanOut("ada", LATER)).passed())
                .containsExactly(Map.entry("ada", LATER));
        assertThat(OFFERED.on(new CardEvent.AgentLeft("ada")).passed()).isEmpty();
        assertThat(OFFERED.on(new CardEvent.Restored()).passed()).isEmpty();
    }

    @Test
    void theDeadlineIsTheOffersEndUntilItIsAcceptedAndNeverAfterTheAnswers() {
        assertThat(OFFERED.deadline(NOON)).isEqualTo(NOON.plusSeconds(15));
        assertThat(ACCEPTED.deadline(NOON)).isEqualTo(NOON.plusSeconds(45));
        assertThat(OPEN.on(new CardEvent.Offered("ada", NOON, NOON.plusSeconds(99)))
                        .deadline(NOON))
                .isEqualTo(NOON.plusSeconds(45));
    }

    @Test
    void twoHaveTheCardAtOnceAndAfterTheFirstApprovalTheOtherKeepsIt() {
        assertThat(BOTH.holds()).extracting(Hold::agent).containsExactly("ada", "ben");
        assertThat(BOTH.on(new CardEvent.Offered("cid", NOON, LATER))).isSameAs(BOTH);
        assertThat(ONE_OF_TWO.holds()).extracting(Hold::agent).containsExactly("ben");
        assertThat(ONE_OF_TWO.wantsSomebody()).isFalse();
        assertThat(ONE_OF_TWO.on(new CardEvent.AgentLeft("ben")).wantsSomebody())
                .isTrue();
        assertThat(ONE_OF_TWO.on(new CardEvent.Accepted("ada", NOON))).isSameAs(ONE_OF_TWO);
    }

    @Test
    void aFirstApprovalOutlivesARestartAndNotAnotherQuestion() {
        assertThat(ONE_OF_TWO.on(new CardEvent.Restored()).approvals()).hasSize(1);
        Card likelyForTwo = Card.asked(Cards.likely(TWO.request(), NOON.plusSeconds(45)))
                .on(new CardEvent.Approved(Cards.approvedBy("ada")));
        assertThat(likelyForTwo.on(new CardEvent.Promoted(TWO.request())).approvals())
                .hasSize(1);
        assertThat(likelyForTwo
                        .on(new CardEvent.Promoted(Cards.with(TWO.request(), List.of())))
                        .approvals())
                .isEmpty();
    }

    @Test
    void whoAcceptsWhatWasOfferedHasHadItSinceTheOffer() {
        Card accepted = OFFERED.on(new CardEvent.Accepted("ada", NOON.plusSeconds(9)));

        assertThat(accepted.hold("ada").orElseThrow()).isEqualTo(new Hold("ada", NOON, null));
    }
}
