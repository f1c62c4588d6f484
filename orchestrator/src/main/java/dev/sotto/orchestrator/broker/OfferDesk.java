package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.CardEvent;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.desk.Hold;
import dev.sotto.orchestrator.desk.KnownAnswers;
import dev.sotto.orchestrator.desk.Move;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the pure {@link Desk} decides: writes moves down, publishes them, sets their clocks, tells the
 * conversation that somebody looks. Owned by the broker's context.
 */
final class OfferDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OfferDesk.class);
    private static final Duration PAUSE_WITHOUT_DATABASE = Duration.ofSeconds(1);

    private final EventBus bus;
    private final Addresses addresses;
    private final Desk desk;
    private final CardViews views;
    private final GuidanceStore store;
    private final Audit audit;
    private final GuidanceClock clock;
    private final GuidanceDelivery delivery;
    private final BrokerMeters meters;
    private final KnownAnswers known;
    private final Set<String> connected = new HashSet<>();
    private final Set<String> unattended = new HashSet<>();

    OfferDesk(
            EventBus bus,
            Addresses addresses,
            Desk desk,
            CardViews views,
            GuidanceStore store,
            Audit audit,
            GuidanceClock clock,
            GuidanceDelivery delivery,
            BrokerMeters meters,
            KnownAnswers known) {
        this.bus = bus;
        this.addresses = addresses;
        this.desk = desk;
        this.views = views;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.delivery = delivery;
        this.meters = meters;
        this.known = known;
    }

    /** A request that is durable is put before people. */
    void open(Card card) {
        Instant now = clock.now();
        List<Move> moves = desk.add(card, now);
        setClock(card.id());
        apply(moves, now);
        if (card.equals(desk.card(card.id()))) {
            publish(card);
        }
        tellCompanion(desk.bundled(card.id()), card.id());
    }

    void restore(Card card) {
        Instant now = clock.now();
        List<Move> moves = desk.restore(card, now);
        setClock(card.id());
        apply(moves, now);
    }

    /** Completes when the acceptance is durable. */
    Future<Void> accept(Card card, String agent) {
        Instant now = clock.now();
        Future<Void> written = apply(desk.accept(card.id(), agent, now), now);
        audit.note(card.id(), now, agent, Audit.Deed.ACCEPTED);
        seen(card, agent, true);
        return written;
    }

    /** Puts a card before an agent whom a supervisor has named. False when it can't be. */
    Future<Boolean> reassign(Card card, ToDesk.Reassign wanted) {
        Instant now = clock.now();
        List<Move> moves = desk.reassign(card.id(), wanted.agent(), now);
        if (moves.isEmpty()) {
            return Future.succeededFuture(false);
        }
        audit.note(card.id(), now, wanted.by(), Audit.Deed.REASSIGNED, null, "to " + wanted.agent());
        return apply(moves, now).map(true);
    }

    /** One of two has approved, which is durable already. */
    void approved(String id, CardEvent.Approved approved) {
        Instant now = clock.now();
        apply(desk.approved(id, approved, now), now);
    }

    /** What was only likely is asked, which is durable already. */
    void promote(GuidanceRequest real) {
        Instant now = clock.now();
        List<Move> moves = desk.promote(real.id(), real, now);
        apply(moves, now);
        setClock(real.id());
        tellCompanion(desk.bundled(real.id()), real.id());
    }

    /** More proposals for an open card, the ones that it has first: durable, then shown. */
    void propose(String id, List<GuidanceRequest.Proposal> proposals) {
        Card asked = desk.card(id);
        if (asked == null || asked.request().proposals().equals(proposals)) {
            return;
        }
        store.propose(asked.request().with(proposals))
                .onSuccess(open -> {
                    Card card = open ? desk.propose(id, proposals) : null;
                    if (card != null) {
                        publish(card);
                    }
                })
                .onFailure(cause -> failed(id, cause));
    }

    /** Takes a card whose end is durable off the desk; one that was never on it is told of all the same. */
    void close(Card closed) {
        Instant now = clock.now();
        clock.cancel(clockKey(closed.id()));
        if (desk.card(closed.id()) == null) {
            publish(closed);
            return;
        }
        List<Card> companions = desk.bundled(closed.id());
        apply(desk.close(closed, now), now);
        if (companions.size() == 2) {
            tellCompanion(companions, closed.id());
        }
    }

    /** Writes and tells; completes when all moves of cards that are still open are durable. */
    Future<Void> apply(List<Move> moves, Instant now) {
        Future<Void> written = Future.succeededFuture();
        for (Move move : moves) {
            Card card = move.after();
            if (card.state().isOpen()) {
                Future<Void> write = write(card);
                written = written.compose(done -> write);
                setClock(card.id());
            }
            tell(move, now);
        }
        meters.open(desk.openCards());
        return written;
    }

    /** A check stands in no table. */
    private Future<Void> write(Card card) {
        return known.isCheck(card.id())
                ? Future.succeededFuture()
                : store.move(card).onFailure(cause -> failed(card.id(), cause));
    }

    void deskConnected(String agent) {
        connected.add(agent);
        desk.heldBy(agent).stream()
                .filter(card -> card.hold(agent).map(hold -> !hold.isAccepted()).orElse(false))
                .forEach(card -> seen(card, agent, false));
    }

    void deskGone(String agent) {
        connected.remove(agent);
    }

    /** Somebody writes an answer: the conversation may tell its caller so. */
    void typing(ToDesk.Typing typing) {
        Card card = desk.card(typing.guidanceId());
        if (card != null && card.hold(typing.agent()).isPresent() && !known.isCheck(card.id())) {
            String conversation = card.request().conversationId();
            bus.send(
                    addresses.orchestratorOf(conversation),
                    new ToConversation.GuidanceTyped(conversation, card.id(), typing.agent(), clock.now()));
        }
    }

    /** Looks into the database for the end, or the first approval, of a card that this desk takes for open. */
    void refresh(String id) {
        store.find(id)
                .onSuccess(stored -> {
                    if (stored != null && !stored.card().state().isOpen()) {
                        close(stored.card());
                        if (!stored.delivered() && stored.card().state() != GuidanceState.WITHDRAWN) {
                            delivery.deliverAgain(stored);
                        }
                    } else if (stored != null) {
                        stored.card().approvals().forEach(approval -> approved(id, new CardEvent.Approved(approval)));
                        setClock(id);
                    }
                })
                .onFailure(cause -> later(id, () -> refresh(id)));
    }

    void later(String id, Runnable task) {
        clock.after("again:" + id, PAUSE_WITHOUT_DATABASE, task);
    }

    /** Says anew which of the waiting cards nobody is there for; to be called when somebody comes or goes. */
    void attendanceChanged() {
        for (Card card : desk.waiting()) {
            if (views.isUnattended(card) != unattended.contains(card.id())) {
                publish(card);
            }
        }
    }

    /** Of two cards that belong together the other one; a third knows already that it is not alone. */
    private void tellCompanion(List<Card> bundled, String id) {
        if (bundled.size() == 2) {
            bundled.stream()
                    .map(card -> desk.card(card.id()))
                    .filter(card -> card != null && !card.id().equals(id))
                    .forEach(this::publish);
        }
    }

    private void tell(Move move, Instant now) {
        Card card = move.after();
        if (move.isOffer() && move.before().version() == 0) {
            meters.offered(Duration.between(card.request().createdAt(), now));
        }
        for (Hold offer : move.offers()) {
            bus.publish(addresses.deskEvents(), new DeskEvent.GuidanceOffered(offer.agent(), views.of(card)));
            audit.note(card.id(), now, offer.agent(), Audit.Deed.OFFERED);
            if (connected.contains(offer.agent())) {
                seen(card, offer.agent(), false);
            }
        }
        card.passed().keySet().stream()
                .filter(agent -> move.before().hold(agent).isPresent()
                        && card.hold(agent).isEmpty()
                        && card.state().isOpen())
                .forEach(agent -> audit.note(card.id(), now, agent, Audit.Deed.RAN_OUT));
        publish(card);
    }

    private void publish(Card card) {
        ToDesk.GuidanceView view = views.of(card);
        boolean changed = view.standing().unattended() ? unattended.add(card.id()) : unattended.remove(card.id());
        if (changed && card.state().isOpen() && !known.isCheck(card.id())) {
            staffed(card);
        }
        bus.publish(addresses.deskEvents(), new DeskEvent.GuidanceChanged(view));
    }

    /** Whether anybody is there for it has changed: the conversation may tell its caller so. */
    private void staffed(Card card) {
        GuidanceRequest request = card.request();
        bus.send(
                addresses.orchestratorOf(request.conversationId()),
                new ToConversation.GuidanceStaffed(
                        request.conversationId(),
                        card.id(),
                        desk.available(request),
                        desk.present(request.skill(), clock.now()),
                        clock.now()));
    }

    private void seen(Card card, String agent, boolean accepted) {
        String conversation = card.request().conversationId();
        Instant now = clock.now();
        if (!accepted) {
            audit.note(card.id(), now, agent, Audit.Deed.SEEN);
        }
        if (!known.isCheck(card.id())) {
            bus.send(
                    addresses.orchestratorOf(conversation),
                    new ToConversation.GuidanceSeen(conversation, card.id(), agent, accepted, now));
        }
    }

    private void setClock(String id) {
        Card card = desk.card(id);
        if (card != null) {
            clock.at(clockKey(id), card.deadline(clock.now()), () -> ring(id));
        }
    }

    private void ring(String id) {
        Card card = desk.card(id);
        Instant now = clock.now();
        if (card == null) {
            return;
        }
        if (now.isBefore(card.request().answerBy())) {
            apply(desk.tick(id, now), now);
            setClock(id);
        } else {
            expire(card, now);
        }
    }

    private void expire(Card card, Instant now) {
        Card expired = card.on(new CardEvent.Expired());
        if (known.over(card.id()).isPresent()) {
            audit.note(card.id(), now, card.agent(), Audit.Deed.CHECK, "unanswered", null);
            close(expired);
            return;
        }
        store.close(expired, now)
                .onSuccess(first -> {
                    if (first) {
                        meters.expired();
                        audit.note(card.id(), now, null, Audit.Deed.EXPIRED);
                        close(expired);
                        deliverExpiry(expired, now);
                    } else {
                        refresh(card.id());
                    }
                })
                .onFailure(cause -> later(card.id(), () -> ring(card.id())));
    }

    /** Nobody waits for what was only likely. */
    private void deliverExpiry(Card expired, Instant now) {
        if (!expired.isLikely()) {
            delivery.deliver(expired, null, now);
        }
    }

    private static String clockKey(String id) {
        return "card:" + id;
    }

    private static void failed(String id, Throwable cause) {
        LOG.atWarn()
                .addKeyValue("guidanceId", id)
                .addKeyValue("cause", cause.toString())
                .log("A card's move is not written; its next one will be");
    }
}
