package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.Risk;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is offered a card: able, available and below capacity; of those one who hasn't let this card pass, then one of the
 * level that is wished for, then the least loaded, then the better one, then the longest idle. At high risk the better
 * one comes before the less loaded. Names settle what is left, so that the choice is the same every time.
 */
final class OfferPolicy {
    private OfferPolicy() {}

    static Optional<String> choose(Collection<Seat> seats, Card card, Instant now) {
        List<Seat> able = seats.stream()
                .filter(seat -> seat.canTake(card.request()) && mayBeAsked(card, seat.name(), now))
                .toList();
        return (able.isEmpty() ? alone(seats, card, now) : able)
                .stream().min(order(card)).map(Seat::name);
    }

    private static List<Seat> alone(Collection<Seat> seats, Card card, Instant now) {
        List<Seat> there = seats.stream()
                .filter(seat -> seat.isAvailableFor(card.request().skill()) && !card.isApprovedBy(seat.name()))
                .toList();
        return there.stream()
                .filter(seat -> there.stream().allMatch(other -> other.pause() != null))
                .filter(seat -> seat.canTakeIfAlone(card.request()) && mayBeAsked(card, seat.name(), now))
                .toList();
    }

    private static boolean mayBeAsked(Card card, String agent, Instant now) {
        Instant again = card.passed().get(agent);
        return card.isNewTo(agent) && (again == null || !now.isBefore(again));
    }

    private static Comparator<Seat> order(Card card) {
        SkillWanted wanted = SkillWanted.parse(card.request().skill());
        Comparator<Seat> better = Comparator.comparing(seat -> -seat.agent().level(wanted));
        Comparator<Seat> suitable = Comparator.<Seat, Boolean>comparing(
                        seat -> card.passed().containsKey(seat.name()))
                .thenComparing(seat -> seat.agent().level(wanted) < wanted.level());
        boolean risky = card.request().terms().risk() == Risk.HIGH;
        return (risky ? suitable.thenComparing(better) : suitable)
                .thenComparing(Seat::load)
                .thenComparing(better)
                .thenComparing(Seat::idleSince)
                .thenComparing(Seat::name);
    }
}
