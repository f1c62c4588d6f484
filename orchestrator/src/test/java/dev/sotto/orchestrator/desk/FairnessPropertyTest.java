package dev.sotto.orchestrator.desk;

import static dev.sotto.orchestrator.desk.Cards.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FairnessPropertyTest {
    private static final List<String> NAMES = List.of("ada", "ben", "cid");

    /** More work than people, of every kind, so that something always waits. */
    @Property(tries = 60)
    void ofWhatWaitsTheLeastPatientIsOfferedAndNobodyIsOvertakenForEver(@ForAll long seed) {
        var random = new Random(seed);
        var desk = desk(2);
        Instant now = NOON;
        Set<String> asked = new HashSet<>();
        for (int step = 0; step < 200; step++) {
            now = now.plusSeconds(random.nextInt(4));
            List<Move> moves = new ArrayList<>();
            if (step < 100 && random.nextInt(3) > 0) {
                GuidanceRequest request = request("g" + step, random, now);
                asked.add(request.id());
                moves.addAll(desk.add(Card.asked(request), now));
            } else {
                moves.addAll(finishOne(desk, random, now));
            }
            for (Move move : moves) {
                asked.removeIf(id -> move.isOffer() && id.equals(move.after().id()));
                if (move.isOffer()) {
                    Instant givesUp = CallerPatience.givesUpAt(move.after().request());
                    assertThat(desk.waiting())
                            .noneMatch(card ->
                                    CallerPatience.givesUpAt(card.request()).isBefore(givesUp));
                }
            }
        }
        for (int left = 0; left < 200; left++) {
            for (Move move : finishOne(desk, random, now)) {
                asked.removeIf(id -> move.isOffer() && id.equals(move.after().id()));
            }
        }
        assertThat(asked).as("never offered").isEmpty();
    }

    /** Chats under a stream of calls: whoever came long enough before is first all the same. */
    @Property(tries = 30)
    void aPatientVisitorIsNotStarvedByImpatientCallers(@ForAll @IntRange(min = 1, max = 30) int everySeconds) {
        var desk = desk(1);
        NAMES.subList(1, 3).forEach(name -> desk.presence(name, Presence.AWAY, Capacity.of(1), NOON));
        desk.add(Cards.card("busy", "billing", Duration.ofHours(9)), NOON);
        var chat = Cards.inChat(Cards.request("chat", "billing", Duration.ofHours(9), ConsultKind.APPROVAL));
        desk.add(Card.asked(chat), NOON);
        Instant now = NOON;
        int calls = 0;
        while (desk.card("chat").holds().isEmpty()) {
            now = now.plusSeconds(everySeconds);
            desk.add(
                    Card.asked(Cards.askedAt(
                            Cards.request("call" + calls++, "billing", Duration.ofHours(9), ConsultKind.APPROVAL),
                            now)),
                    now);
            desk.close(desk.heldBy("ada").get(0).on(new CardEvent.Expired()), now);
            assertThat(calls).isLessThan(1_000);
        }
        assertThat(Duration.between(NOON, now)).isLessThan(Duration.ofSeconds(380 + 2L * everySeconds));
    }

    @Property(tries = 60)
    void peopleOfTheSameLevelGetEvenLoadOverTime(@ForAll long seed) {
        var random = new Random(seed);
        var desk = desk(100);
        Map<String, Integer> work = new HashMap<>();
        Instant now = NOON;
        for (int step = 0; step < 600; step++) {
            now = now.plusSeconds(1 + random.nextInt(4));
            if (desk.openCards() < 6 && random.nextBoolean()) {
                desk.add(Cards.card("g" + step, "billing", Duration.ofHours(1)), now);
            } else {
                finishOldest(desk, now);
            }
            desk.seats().forEach(seat -> work.merge(seat.name(), seat.load(), Integer::sum));
        }
        int all = work.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(work.values())
                .as("%s", work)
                .allSatisfy(share -> assertThat(share / (double) all).isBetween(0.26, 0.41));
    }

    private static Desk desk(int capacity) {
        var desk = new Desk(
                NAMES.stream()
                        .map(name -> new Agent(name, "agent", Set.of("billing")))
                        .toList(),
                DeskRules.DEFAULT);
        NAMES.forEach(name -> desk.presence(name, Presence.AVAILABLE, Capacity.of(capacity), NOON));
        return desk;
    }

    private static List<Move> finishOne(Desk desk, Random random, Instant now) {
        List<Card> held =
                desk.cards().stream().filter(card -> card.agent() != null).toList();
        return held.isEmpty()
                ? List.of()
                : desk.close(held.get(random.nextInt(held.size())).on(new CardEvent.Expired()), now);
    }

    private static List<Move> finishOldest(Desk desk, Instant now) {
        return desk.cards().isEmpty()
                ? List.of()
                : desk.close(desk.cards().get(0).on(new CardEvent.Expired()), now);
    }

    private static GuidanceRequest request(String id, Random random, Instant now) {
        var request = Cards.askedAt(
                Cards.of(
                        Cards.request(id, "billing", Duration.ofMinutes(10), ConsultKind.APPROVAL),
                        Risk.values()[random.nextInt(3)]),
                now);
        return random.nextBoolean() ? request : Cards.inChat(request);
    }
}
