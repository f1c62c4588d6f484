package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All open cards and all seats of one node. Every method decides and returns the moves it made, in order; whoever was
 * freed is offered what waits, the card first whose customer will give up first ({@link CallerPatience}).
 *
 * <p>Not thread-safe: owned by the broker's context.
 */
public final class Desk {
    private static final Comparator<Card> BY_PATIENCE = Comparator.<Card, Instant>comparing(
                    card -> CallerPatience.givesUpAt(card.request()))
            .thenComparing(Card::id);

    private final DeskRules rules;
    private final Map<String, Seat> seats = new TreeMap<>();
    /** Until when those who have signed in and not said more may be taken to be there. */
    private final Map<String, Instant> signedIn = new HashMap<>();

    private final Map<String, Card> cards = new LinkedHashMap<>();
    private final TreeSet<Card> waiting = new TreeSet<>(BY_PATIENCE);
    private final Bundles bundles = new Bundles();

    public Desk(Collection<Agent> agents, DeskRules rules) {
        this.rules = rules;
        agents.forEach(agent -> seats.put(agent.name(), Seat.empty(agent)));
    }

    /** A card that is new or was open before a restart; one that is known already stays as it is. */
    public List<Move> add(Card card, Instant now) {
        if (cards.containsKey(card.id())) {
            return List.of();
        }
        put(card);
        return offerWaiting(now);
    }

    /** As {@link #add}, and whoever held it before the restart is asked first. */
    public List<Move> restore(Card stored, Instant now) {
        Card card = stored.on(new CardEvent.Restored());
        put(card);
        List<Move> moves = new ArrayList<>();
        if (card.version() != stored.version()) {
            moves.add(new Move(stored, card));
        }
        stored.holds().stream()
                .map(hold -> seats.get(hold.agent()))
                .filter(Objects::nonNull)
                .filter(seat -> seat.canTake(card.request()))
                .forEach(seat -> offer(Objects.requireNonNull(cards.get(card.id())), seat.name(), now, moves));
        moves.addAll(offerWaiting(now));
        return moves;
    }

    public List<Move> accept(String id, String agent, Instant now) {
        return move(id, new CardEvent.Accepted(agent, now), now);
    }

    /** A supervisor puts it before this agent, whatever they have to do already. */
    public List<Move> reassign(String id, String agent, Instant now) {
        Card card = cards.get(id);
        return card == null
                ? List.of()
                : move(
                        id,
                        new CardEvent.Reassigned(
                                agent, now, now.plus(card.request().offerWithin())),
                        now);
    }

    /** One of two has approved, which is durable already. */
    public List<Move> approved(String id, CardEvent.Approved approved, Instant now) {
        return move(id, approved, now);
    }

    /** What was only likely is asked, which is durable already. */
    public List<Move> promote(String id, GuidanceRequest real, Instant now) {
        Card card = cards.get(id);
        if (card == null) {
            return List.of();
        }
        bundles.remove(card);
        List<Move> moves = new ArrayList<>();
        change(card, card.on(new CardEvent.Promoted(real)), now, moves);
        bundles.add(Objects.requireNonNull(cards.get(id)));
        moves.addAll(offerWaiting(now));
        return moves;
    }

    /** To be called when {@link Card#deadline} is reached; the end of the answer's time is not decided here. */
    public List<Move> tick(String id, Instant now) {
        Card card = cards.get(id);
        if (card == null || !now.isBefore(card.request().answerBy())) {
            return List.of();
        }
        List<Move> moves = new ArrayList<>();
        Instant again = now.plus(rules.reofferPause());
        for (Hold hold : card.holds()) {
            if (hold.until() != null && !now.isBefore(hold.until())) {
                Card current = Objects.requireNonNull(cards.get(id));
                change(current, current.on(new CardEvent.OfferRanOut(hold.agent(), again)), now, moves);
            }
        }
        moves.addAll(offerWaiting(now));
        return moves;
    }

    /** The card's end, which is durable already. */
    public List<Move> close(Card closed, Instant now) {
        Card card = cards.remove(closed.id());
        if (card == null) {
            return List.of();
        }
        bundles.remove(card);
        List<Move> moves = new ArrayList<>();
        record(card, closed, now, moves);
        moves.addAll(offerWaiting(now));
        return moves;
    }

    /** What an agent says about themselves. Who goes away gives back their cards. */
    public List<Move> presence(String agent, Presence presence, Capacity capacity, Instant now) {
        seat(agent, seat -> seat.with(presence, capacity));
        return presence.isThere() ? offerWaiting(now) : leave(agent, true, now);
    }

    /** Their desk page is connected again. */
    public List<Move> reachable(String agent, Instant now) {
        seat(agent, seat -> seat.with(Seat.Link.HERE));
        return offerWaiting(now);
    }

    /** Their desk page was lost: what was offered to them goes to others at once, and nothing new comes. */
    public List<Move> lost(String agent, Instant now) {
        seat(agent, seat -> seat.with(Seat.Link.LOST));
        return leave(agent, false, now);
    }

    /** It did not come back: what they have taken goes to others too, until they say that they are there. */
    public List<Move> unreachable(String agent, Instant now) {
        seat(agent, seat -> seat.with(Seat.Link.GONE));
        return leave(agent, true, now);
    }

    /** Nothing is offered to them until then. */
    public void pause(String agent, Pause pause) {
        seat(agent, seat -> seat.with(pause));
    }

    /** The end of a pause. */
    public List<Move> resume(String agent, Instant now) {
        seat(agent, seat -> seat.with((Pause) null));
        return offerWaiting(now);
    }

    /** The card with other proposals, or null when it isn't open any more. Changes nothing else. */
    public @Nullable Card propose(String id, List<GuidanceRequest.Proposal> proposals) {
        Card old = cards.get(id);
        if (old == null) {
            return null;
        }
        Card card = old.proposing(proposals);
        bundles.remove(old);
        waiting.remove(old);
        put(card);
        return card;
    }

    public @Nullable Card card(String id) {
        return cards.get(id);
    }

    /** Open cards, the least patient customer's first. */
    public List<Card> cards() {
        return cards.values().stream().sorted(BY_PATIENCE).toList();
    }

    public int openCards() {
        return cards.size();
    }

    public List<Card> heldBy(String agent) {
        return cards.values().stream()
                .filter(card -> card.hold(agent).isPresent())
                .toList();
    }

    /** Cards that should be put before somebody more, the least patient customer's first. */
    public List<Card> waiting() {
        return List.copyOf(waiting);
    }

    public Collection<Seat> seats() {
        return List.copyOf(seats.values());
    }

    public @Nullable Seat seat(String agent) {
        return seats.get(agent);
    }

    /** How many could be shown such a question now. */
    public int available(GuidanceRequest request) {
        return (int)
                seats.values().stream().filter(seat -> seat.canTake(request)).count();
    }

    /** How many people who could answer are at their desks, free or not; signed in is there until they say otherwise. */
    public int present(String skill, Instant now) {
        return (int) seats.values().stream()
                .filter(seat -> seat.isThereFor(skill)
                        || hasJustSignedIn(seat, now) && seat.agent().has(skill))
                .count();
    }

    /** Somebody has signed in, or out. */
    public void signedIn(String agent, @Nullable Instant until) {
        if (until == null) {
            signedIn.remove(agent);
        } else {
            signedIn.put(agent, until);
        }
    }

    private boolean hasJustSignedIn(Seat seat, Instant now) {
        Instant until = signedIn.get(seat.name());
        return until != null && now.isBefore(until) && seat.visiblePresence() == Presence.OFFLINE;
    }

    /** The bundle that a card is in, or null. */
    public @Nullable String bundle(String id) {
        return bundles.of(id);
    }

    /** The cards that are nearly the same as this one, itself among them, the oldest first; empty for an unknown card. */
    public List<Card> bundled(String id) {
        return bundles.with(id).stream()
                .map(cards::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private void put(Card card) {
        cards.put(card.id(), card);
        bundles.add(card);
        if (card.wantsSomebody()) {
            waiting.add(card);
        }
    }

    private void seat(String agent, UnaryOperator<Seat> change) {
        seats.computeIfPresent(agent, (name, seat) -> change.apply(seat));
    }

    private List<Move> leave(String agent, boolean acceptedToo, Instant now) {
        List<Move> moves = new ArrayList<>();
        for (Card card : heldBy(agent)) {
            if (acceptedToo || !card.hold(agent).map(Hold::isAccepted).orElse(false)) {
                change(card, card.on(new CardEvent.AgentLeft(agent)), now, moves);
            }
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
        for (Card next : List.copyOf(waiting)) {
            if (seats.values().stream().noneMatch(Seat::hasRoom)) {
                break;
            }
            Card card = next;
            while (card.wantsSomebody()) {
                var agent = OfferPolicy.choose(seats.values(), card, now);
                if (agent.isEmpty()) {
                    break;
                }
                offer(card, agent.get(), now, moves);
                card = Objects.requireNonNull(cards.get(card.id()));
            }
        }
        return moves;
    }

    private void offer(Card card, String agent, Instant now, List<Move> moves) {
        Instant until = now.plus(card.request().offerWithin());
        change(card, card.on(new CardEvent.Offered(agent, now, until)), now, moves);
    }

    private void change(Card before, Card after, Instant now, List<Move> moves) {
        if (before.version() != after.version()) {
            cards.put(after.id(), after);
            record(before, after, now, moves);
        }
    }

    private void record(Card before, Card after, Instant now, List<Move> moves) {
        waiting.remove(before);
        if (after.wantsSomebody()) {
            waiting.add(after);
        }
        shiftLoads(before, after, now);
        moves.add(new Move(before, after));
    }

    /** Only of those who got or gave up the card: for others nothing came or went. */
    private void shiftLoads(Card before, Card after, Instant now) {
        Set<String> had = holders(before);
        Set<String> have = holders(after);
        had.stream().filter(agent -> !have.contains(agent)).forEach(agent -> load(agent, before, -1, now));
        have.stream().filter(agent -> !had.contains(agent)).forEach(agent -> load(agent, after, 1, now));
    }

    private void load(String agent, Card card, int difference, Instant now) {
        seat(agent, seat -> seat.loaded(card.request(), difference, now));
    }

    private static Set<String> holders(Card card) {
        return card.state().isOpen() ? card.holds().stream().map(Hold::agent).collect(Collectors.toSet()) : Set.of();
    }
}
