package dev.sotto.orchestrator.desk;

import static dev.sotto.orchestrator.desk.Cards.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CardTest {
    private static final Card OPEN = Cards.card("g", "billing", Duration.ofSeconds(45));
    private static final Card OFFERED = OPEN.on(new CardEvent.Offered("ada", NOON.plusSeconds(15)));
    private static final Card ACCEPTED = OFFERED.on(new CardEvent.Accepted("ada"));

    private static final Map<String, CardEvent> EVENTS = events();

    private static Map<String, CardEvent> events() {
        Map<String, CardEvent> events = new LinkedHashMap<>();
        events.put("offered", new CardEvent.Offered("ben", NOON.plusSeconds(30)));
        events.put("ranOut", new CardEvent.OfferRanOut());
        events.put("accepted", new CardEvent.Accepted("ben"));
        events.put("holderLeft", new CardEvent.AgentLeft("ada"));
        events.put("otherLeft", new CardEvent.AgentLeft("ben"));
        events.put("answered", new CardEvent.Answered(Cards.approvedBy("ben"), GuidanceState.ANSWERED));
        events.put("declined", new CardEvent.Answered(Cards.approvedBy("ben"), GuidanceState.DECLINED));
        events.put("expired", new CardEvent.Expired());
        events.put("withdrawn", new CardEvent.Withdrawn(WithdrawReason.CALLER_GONE));
        events.put("restored", new CardEvent.Restored());
        return events;
    }

    /** Every state against every event, in the order above; a dash where nothing happens. */
    static Stream<Arguments> table() {
        String open = "OFFERED - ACCEPTED - - ANSWERED DECLINED EXPIRED WITHDRAWN -";
        String offered = "- OPEN ACCEPTED OPEN - ANSWERED DECLINED EXPIRED WITHDRAWN OPEN";
        String accepted = "- - - OPEN - ANSWERED DECLINED EXPIRED WITHDRAWN OPEN";
        String ended = "- - - - - - - - - -";
        return Stream.of(
                        Map.entry(OPEN, open),
                        Map.entry(OFFERED, offered),
                        Map.entry(ACCEPTED, accepted),
                        Map.entry(OFFERED.on(EVENTS.get("answered")), ended),
                        Map.entry(OFFERED.on(EVENTS.get("declined")), ended),
                        Map.entry(OFFERED.on(EVENTS.get("expired")), ended),
                        Map.entry(OFFERED.on(EVENTS.get("withdrawn")), ended))
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
    void whoLetsAnOfferPassIsRememberedAndNotAfterARestart() {
        assertThat(OFFERED.on(new CardEvent.OfferRanOut()).passed()).containsExactly("ada");
        assertThat(OFFERED.on(new CardEvent.AgentLeft("ada")).passed()).containsExactly("ada");
        assertThat(OFFERED.on(new CardEvent.Restored()).passed()).isEmpty();
    }

    @Test
    void theDeadlineIsTheOffersEndUntilItIsAcceptedAndNeverAfterTheAnswers() {
        assertThat(OFFERED.deadline()).isEqualTo(NOON.plusSeconds(15));
        assertThat(ACCEPTED.deadline()).isEqualTo(NOON.plusSeconds(45));
        assertThat(OPEN.on(new CardEvent.Offered("ada", NOON.plusSeconds(99))).deadline())
                .isEqualTo(NOON.plusSeconds(45));
    }
}
