package dev.sotto.orchestrator.desk;

import static dev.sotto.orchestrator.desk.Cards.NOON;
import static dev.sotto.orchestrator.desk.Cards.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeskTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Desk desk = new Desk(
            List.of(
                    new Agent("ada", "agent", Set.of("billing")),
                    new Agent("ben", "agent", Set.of("billing", "products")),
                    new Agent("cid", "agent", Set.of("products"))),
            DeskRules.DEFAULT);

    @Test
    void aCardGoesToOneWhoIsAbleAvailableAndLeastLoaded() {
        there("ada", 5, NOON);
        there("ben", 5, NOON);
        there("cid", 5, NOON);
        desk.add(card("g1", "billing", MINUTE), NOON);

        var moves = desk.add(card("g2", "billing", MINUTE), NOON);

        assertThat(moves).extracting(move -> move.after().agent()).containsExactly("ben");
        assertThat(desk.card("g1").agent()).isEqualTo("ada");
    }

    @Test
    void ofEquallyLoadedAgentsTheLongestIdleIsNext() {
        there("ada", 5, NOON);
        there("ben", 5, NOON);
        desk.add(card("g1", "billing", MINUTE), NOON);
        close("g1", NOON.plusSeconds(5));

        desk.add(card("g2", "billing", MINUTE), NOON.plusSeconds(6));

        assertThat(desk.card("g2").agent()).isEqualTo("ben");
    }

    @Test
    void nobodyGetsMoreThanTheirCapacityAndTheMostUrgentCardIsNextWhenSomebodyIsFree() {
        there("ada", 1, NOON);
        desk.add(card("held", "billing", MINUTE), NOON);
        desk.add(card("calm", "billing", Duration.ofMinutes(9)), NOON);
        desk.add(card("urgent", "billing", Duration.ofSeconds(50)), NOON);

        var moves = close("held", NOON.plusSeconds(1));

        assertThat(moves)
                .filteredOn(Move::isOffer)
                .extracting(move -> move.after().id())
                .containsExactly("urgent");
        assertThat(desk.card("calm").state()).isEqualTo(GuidanceState.OPEN);
        assertThat(desk.seat("ada").load()).isEqualTo(1);
    }

    @Test
    void anOfferThatRunsOutGoesToSomebodyElseAtOnceAndBackAfterAPauseIfNobodyElseIsThere() {
        there("ada", 5, NOON);
        desk.add(card("g", "billing", MINUTE), NOON);
        assertThat(desk.tick("g", NOON.plusSeconds(14))).isEmpty();

        desk.tick("g", NOON.plusSeconds(15));
        assertThat(desk.card("g").state()).isEqualTo(GuidanceState.OPEN);
        assertThat(desk.card("g").deadline(NOON.plusSeconds(15))).isEqualTo(NOON.plusSeconds(17));
        desk.tick("g", NOON.plusSeconds(17));
        assertThat(desk.card("g").agent()).isEqualTo("ada");
        there("ben", 5, NOON.plusSeconds(18));
        desk.tick("g", NOON.plusSeconds(32));
        assertThat(desk.card("g").agent()).isEqualTo("ben");

        assertThat(desk.seat("ada").load()).isZero();
        assertThat(desk.card("g").deadline(NOON.plusSeconds(32))).isEqualTo(NOON.plusSeconds(47));
    }

    @Test
    void theEndOfTheAnswersTimeIsNotTheDesksToDecide() {
        there("ada", 5, NOON);
        desk.add(card("g", "billing", Duration.ofSeconds(10)), NOON);

        assertThat(desk.tick("g", NOON.plusSeconds(20))).isEmpty();
        assertThat(desk.card("g").state()).isEqualTo(GuidanceState.OFFERED);
    }

    @Test
    void whoGoesAwayGivesBackOfferedAndAcceptedCards() {
        there("ada", 5, NOON);
        desk.add(card("g1", "billing", MINUTE), NOON);
        desk.add(card("g2", "billing", MINUTE), NOON);
        desk.accept("g1", "ada", NOON);
        there("ben", 5, NOON);

        desk.presence("ada", Presence.AWAY, Capacity.of(5), NOON.plusSeconds(1));

        assertThat(desk.heldBy("ada")).isEmpty();
        assertThat(desk.heldBy("ben")).hasSize(2).allMatch(card -> card.state() == GuidanceState.OFFERED);
    }

    @Test
    void whoIsBusyKeepsTheirCardsAndGetsNoNewOnes() {
        there("ada", 5, NOON);
        desk.add(card("g1", "billing", MINUTE), NOON);

        desk.presence("ada", Presence.BUSY, Capacity.of(5), NOON);
        desk.add(card("g2", "billing", MINUTE), NOON);

        assertThat(desk.card("g1").agent()).isEqualTo("ada");
        assertThat(desk.card("g2").state()).isEqualTo(GuidanceState.OPEN);
        assertThat(desk.available(desk.card("g2").request())).isZero();
    }

    @Test
    void aLostDeskIsOfferedNothingUntilItIsBack() {
        there("ada", 5, NOON);
        desk.unreachable("ada", NOON);
        desk.add(card("g", "billing", MINUTE), NOON);
        assertThat(desk.card("g").state()).isEqualTo(GuidanceState.OPEN);
        assertThat(desk.seat("ada").visiblePresence()).isEqualTo(Presence.OFFLINE);

        desk.reachable("ada", NOON);

        assertThat(desk.card("g").agent()).isEqualTo("ada");
    }

    @Test
    void aRestoredCardIsAskedOfItsHolderFirst() {
        there("ada", 5, NOON);
        there("ben", 5, NOON);
        Card held = card("g", "billing", MINUTE).on(new CardEvent.Accepted("ben", NOON));

        var moves = desk.restore(held, NOON.plusSeconds(3));

        assertThat(moves)
                .extracting(move -> move.after().state())
                .containsExactly(GuidanceState.OPEN, GuidanceState.OFFERED);
        assertThat(desk.card("g").agent()).isEqualTo("ben");
        assertThat(desk.seat("ben").load()).isEqualTo(1);
    }

    @Test
    void somebodyElseMayTakeAnOfferedCardAndTheLoadFollows() {
        there("ada", 5, NOON);
        there("ben", 5, NOON);
        desk.add(card("g", "billing", MINUTE), NOON);

        desk.accept("g", "ben", NOON);

        assertThat(desk.seat("ada").load()).isZero();
        assertThat(desk.seat("ben").load()).isEqualTo(1);
        assertThat(desk.accept("g", "ada", NOON)).isEmpty();
    }

    @Test
    void cardsOfASkillThatNobodyHasDoNotKeepOthersWaiting() {
        desk.add(card("strange", "law", Duration.ofSeconds(1)), NOON);
        desk.add(card("usual", "billing", MINUTE), NOON);

        there("ada", 1, NOON);

        assertThat(desk.card("usual").agent()).isEqualTo("ada");
    }

    private void there(String agent, int capacity, Instant now) {
        desk.presence(agent, Presence.AVAILABLE, Capacity.of(capacity), now);
    }

    private List<Move> close(String id, Instant now) {
        return desk.close(desk.card(id).on(new CardEvent.Withdrawn(WithdrawReason.CANCELLED)), now);
    }
}
