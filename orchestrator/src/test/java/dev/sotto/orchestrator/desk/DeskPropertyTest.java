package dev.sotto.orchestrator.desk;

import static dev.sotto.orchestrator.desk.Cards.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.ConsultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DeskPropertyTest {
    private static final List<String> NAMES = List.of("ada", "ben", "cid", "dot");

    @Property(tries = 150)
    void whateverHappensLoadsAreRightAndNoCardWaitsWhileSomebodyCouldTakeIt(@ForAll long seed) {
        var random = new Random(seed);
        var desk = new Desk(
                NAMES.stream()
                        .map(name -> new Agent(name, "agent", Map.of("billing", 1 + random.nextInt(5))))
                        .toList(),
                DeskRules.DEFAULT);
        Instant now = NOON;
        for (int step = 0; step < 150; step++) {
            now = now.plusSeconds(random.nextInt(8));
            act(desk, random, step, now);
            check(desk);
        }
    }

    private static void act(Desk desk, Random random, int step, Instant now) {
        String agent = NAMES.get(random.nextInt(NAMES.size()));
        String id = desk.openCards() == 0
                ? "none"
                : desk.cards().get(random.nextInt(desk.openCards())).id();
        switch (random.nextInt(14)) {
            case 0, 1 -> desk.add(card(step, random, now), now);
            case 2 -> desk.accept(id, agent, now);
            case 3 -> desk.tick(id, now);
            case 4 -> {
                if (desk.card(id) != null) {
                    desk.close(desk.card(id).on(new CardEvent.Expired()), now);
                }
            }
            case 5 ->
                desk.presence(
                        agent,
                        Presence.values()[random.nextInt(Presence.values().length)],
                        new Capacity(random.nextInt(4), random.nextBoolean() ? null : random.nextInt(3), null),
                        now);
            case 6 -> desk.lost(agent, now);
            case 7 -> desk.unreachable(agent, now);
            case 8 -> desk.approved(id, new CardEvent.Approved(Cards.approvedBy(agent)), now);
            case 9 -> desk.reassign(id, agent, now);
            case 10 -> {
                if (desk.card(id) != null) {
                    desk.promote(id, Cards.forTwo(desk.card(id).request()), now);
                }
            }
            case 11 -> desk.pause(agent, new Pause(Pause.Reason.values()[random.nextInt(2)], now.plusSeconds(9)));
            case 12 -> desk.resume(agent, now);
            default -> desk.reachable(agent, now);
        }
    }

    private static Card card(int step, Random random, Instant now) {
        var request = Cards.request("g" + step, "billing", Duration.ofHours(1), ConsultKind.APPROVAL);
        return Card.asked(
                switch (random.nextInt(4)) {
                    case 0 -> Cards.forTwo(request);
                    case 1 -> Cards.inChat(request);
                    case 2 -> Cards.likely(request, now.plusSeconds(600));
                    default -> request;
                });
    }

    private static void check(Desk desk) {
        for (Seat seat : desk.seats()) {
            List<Card> held = desk.heldBy(seat.name());
            assertThat(seat.load()).isEqualTo(held.size());
            assertThat(seat.voiceLoad())
                    .isEqualTo(held.stream()
                            .filter(card -> card.request().channel().equals("voice"))
                            .count());
        }
        for (Card card : desk.cards()) {
            assertThat(card.holds()).extracting(Hold::agent).doesNotHaveDuplicates();
            assertThat(card.holds()).noneMatch(hold -> card.isApprovedBy(hold.agent()));
            assertThat(card.approvals().size()).isLessThan(card.approvalsNeeded());
            if (card.isLikely()) {
                assertThat(card.holds()).allMatch(Hold::isAccepted);
            }
            boolean waitsForNothing = card.wantsSomebody()
                    && desk.seats().stream()
                            .anyMatch(seat -> seat.canTake(card.request())
                                    && card.isNewTo(seat.name())
                                    // whoever let it pass is asked again when the card's clock says so
                                    && !card.passed().containsKey(seat.name()));
            assertThat(waitsForNothing).as("a card waits for nothing").isFalse();
        }
    }
}
