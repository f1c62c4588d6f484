package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All open cards and all seats of one node. Every method decides and returns the moves it made, in order; whoever was
 * freed is offered what waits, the card first whose answer is due first.
 *
 * <p>Not thread-safe: owned by the broker's context.
 */
public final class Desk {
    private final Map<String, Seat> seats = new TreeMap<>();
    private final Map<String, Card> cards = new LinkedHashMap<>();
    private final TreeSet<Card> waiting = new TreeSet<>(
            Comparator.<Card, Instant>comparing(card -> card.request().answerBy())
                    .thenComparing(Card::id));

    public Desk(Collection<Agent> agents) {
        agents.forEach(agent -> seats.put(agent.name(), Seat.empty(agent)));
    }

    /** A card that is new or was open before a restart; one that is known already stays as it is. */
    public List<Move> add(Card card, Instant now) {
        if (cards.containsKey(card.id())) {
            return List.of();
        }
        cards.put(card.id(), card);
        if (card.state() == GuidanceState.OPEN) {
            waiting.add(card);
        }
        return offerWaiting(now);
    }

    /** As {@link #add}, and whoever held it before the restart is asked first. */
    public List<Move> restore(Card stored, Instant now) {
        Card card = stored.on(new CardEvent.Restored());
        cards.put(card.id(), card);
        waiting.add(card);
        List<Move> moves = new ArrayList<>();
        if (card.version() != stored.version()) {
            moves.add(new Move(stored, card));
        }
        Seat holder = stored.agent() == null ? null : seats.get(stored.agent());
        if (holder != null && holder.canTake(card.request().skill())) {
            offer(card, holder.agent().name(), now, moves);
        }
        moves.addAll(offerWaiting(now));
        return moves;
    }

    public List<Move> accept(String id, String agent, Instant now) {
        return move(id, new CardEvent.Accepted(agent), now);
    }

    /** To be called when {@link Card#deadline} is reached; the end of the answer's time is not decided here. */
    public List<Move> tick(String id, Instant now) {
        Card card = cards.get(id);
        boolean ranOut = card != null
                && card.offerUntil() != null
                && !now.isBefore(card.offerUntil())
                && now.isBefore(card.request().answerBy());
        return ranOut ? move(id, new CardEvent.OfferRanOut(), now) : List.of();
    }

    /** The card's end, which is durable already. */
    public List<Move> close(Card closed, Instant now) {
        Card card = cards.remove(closed.id());
        if (card == null) {
            return List.of();
        }
        List<Move> moves = new ArrayList<>();
        record(card, closed, now, moves);
        moves.addAll(offerWaiting(now));
        return moves;
    }

    /** What an agent says about themselves. Who goes away gives back their cards. */
    public List<Move> presence(String agent, Presence presence, int capacity, Instant now) {
        seats.computeIfPresent(agent, (name, seat) -> seat.with(presence, capacity));
        return presence.isThere() ? offerWaiting(now) : leave(agent, now);
    }

    /** Their desk page is connected again. */
    public List<Move> reachable(String agent, Instant now) {
        seats.computeIfPresent(agent, (name, seat) -> seat.reachable(true));
        return offerWaiting(now);
    }

    /** Their desk page was lost: they are offered nothing until it comes back or they say that they are there. */
    public List<Move> unreachable(String agent, Instant now) {
        seats.computeIfPresent(agent, (name, seat) -> seat.reachable(false));
        return leave(agent, now);
    }

    /** The card with other proposals, or null when it isn't open any more. Changes nothing else. */
    public @Nullable Card propose(String id, List<GuidanceRequest.Proposal> proposals) {
        Card old = cards.get(id);
        if (old == null) {
            return null;
        }
        Card card = old.proposing(proposals);
        cards.put(id, card);
        if (waiting.remove(old)) {
            waiting.add(card);
        }
        return card;
    }

    public @Nullable Card card(String id) {
        return cards.get(id);
    }

    /** Open cards, first due first. */
    public List<Card> cards() {
        return cards.values().stream()
                .sorted(Comparator.comparing(card -> card.request().answerBy()))
                .toList();
    }

    public int openCards() {
        return cards.size();
    }

    public List<Card> heldBy(String agent) {
        return cards.values().stream()
                .filter(card -> agent.equals(card.agent()))
                .toList();
    }

    public Collection<Seat> seats() {
        return List.copyOf(seats.values());
    }

    public @Nullable Seat seat(String agent) {
        return seats.get(agent);
    }

    /** How many could answer such a question now. */
    /** How many people who could answer are at their desks, free or not. */
    public int present(String skill) {
        return (int) seats.values().stream()
                .filter(seat -> seat.visiblePresence().isThere() && seat.agent().has(skill))
                .count();
    }

    public int available(String skill) {
        return (int) seats.values().stream().filter(seat -> seat.canTake(skill)).count();
    }

    private List<Move> leave(String agent, Instant now) {
        List<Move> moves = new ArrayList<>();
        for (Card card : heldBy(agent)) {
            change(card, card.on(new CardEvent.AgentLeft(agent)), now, moves);
        }
        moves.addAll(offerWaiting(now));
        return moves;
    }

    private List<Move> move(String id, CardEvent event, Instant now) {
        Card card = cards.get(id);
        if (card == null) {
            return List.of();
        }
        List<Move> moves = new ArrayList<>();
        change(card, card.on(event), now, moves);
        moves.addAll(offerWaiting(now));
        return moves;
    }

    private List<Move> offerWaiting(Instant now) {
        List<Move> moves = new ArrayList<>();
        for (Card card : List.copyOf(waiting)) {
            if (seats.values().stream().noneMatch(seat -> seat.canTake(""))) {
                break;
            }
            OfferPolicy.choose(seats.values(), card.request().skill(), card.passed())
                    .ifPresent(agent -> offer(card, agent, now, moves));
        }
        return moves;
    }

    private void offer(Card card, String agent, Instant now, List<Move> moves) {
        Instant until = now.plus(card.request().offerWithin());
        change(card, card.on(new CardEvent.Offered(agent, until)), now, moves);
    }

    private void change(Card before, Card after, Instant now, List<Move> moves) {
        if (before.version() != after.version()) {
            cards.put(after.id(), after);
            record(before, after, now, moves);
        }
    }

    private void record(Card before, Card after, Instant now, List<Move> moves) {
        waiting.remove(before);
        if (after.state() == GuidanceState.OPEN) {
            waiting.add(after);
        }
        load(before, -1, now);
        load(after, 1, now);
        moves.add(new Move(before, after));
    }

    private void load(Card card, int difference, Instant now) {
        if (card.agent() != null && card.state().isOpen()) {
            seats.computeIfPresent(card.agent(), (name, seat) -> seat.loaded(difference, now));
        }
    }
}
