package dev.sotto.orchestrator.desk;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Who is offered a card: able, available and below capacity; of those one who hasn't let this card pass, then the least
 * loaded, then the longest idle. Names settle what is left, so that the choice is the same every time.
 */
final class OfferPolicy {
    private OfferPolicy() {}

    static Optional<String> choose(Collection<Seat> seats, String skill, Set<String> passed) {
        return seats.stream()
                .filter(seat -> seat.canTake(skill))
                .min(Comparator.<Seat, Boolean>comparing(
                                seat -> passed.contains(seat.agent().name()))
                        .thenComparing(Seat::load)
                        .thenComparing(Seat::idleSince)
                        .thenComparing(seat -> seat.agent().name()))
                .map(seat -> seat.agent().name());
    }
}
