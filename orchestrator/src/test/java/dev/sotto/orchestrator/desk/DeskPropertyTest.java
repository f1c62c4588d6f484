package dev.sotto.orchestrator.desk;

import static dev.sotto.orchestrator.desk.Cards.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.GuidanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DeskPropertyTest {
    private static final List<String> NAMES = List.of("ada", "ben", "cid");

    @Property(tries = 150)
    void whateverHappensLoadsAreRightAndNoCardWaitsWhileSomebodyCouldTakeIt(@ForAll long seed) {
        var random = new Random(seed);
        var desk = new Desk(NAMES.stream()
                .map(name -> new Agent(name, "agent", Set.of("billing")))
                .toList());
        Instant now = NOON;
        for (int step = 0; step < 120; step++) {
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
        switch (random.nextInt(8)) {
            case 0, 1 -> desk.add(Cards.card("g" + step, "billing", Duration.ofHours(1)), now);
            case 2 -> desk.accept(id, agent, now);
            case 3 -> desk.tick(id, now);
            case 4 -> {
                if (desk.card(id) != null) {
                    desk.close(desk.card(id).on(new CardEvent.Expired()), now);
                }
            }
            case 5 ->
                desk.presence(
                        agent, Presence.values()[random.nextInt(Presence.values().length)], random.nextInt(4), now);
            case 6 -> desk.unreachable(agent, now);
            default -> desk.reachable(agent, now);
        }
    }

    private static void check(Desk desk) {
        for (Seat seat : desk.seats()) {
            assertThat(seat.load()).isEqualTo(desk.heldBy(seat.agent().name()).size());
        }
        boolean waiting = desk.cards().stream().anyMatch(card -> card.state() == GuidanceState.OPEN);
        assertThat(waiting && desk.available("billing") > 0)
                .as("a card waits for nothing")
                .isFalse();
    }
}
