package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.CardEvent;
import dev.sotto.orchestrator.desk.Desk;
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
    private final GuidanceStore store;
    private final GuidanceClock clock;
    private final GuidanceDelivery delivery;
    private final BrokerMeters meters;
    private final Set<String> connected = new HashSet<>();

    OfferDesk(
            EventBus bus,
            Addresses addresses,
            Desk desk,
            GuidanceStore store,
            GuidanceClock clock,
            GuidanceDelivery delivery,
            BrokerMeters meters) {
        this.bus = bus;
        this.addresses = addresses;
        this.desk = desk;
        this.store = store;
        this.clock = clock;
        this.delivery = delivery;
        this.meters = meters;
    }

    /** A request that is durable is put before people. */
    void open(Card card) {
        Instant now = clock.now();
        List<Move> moves = desk.add(card, now);
        setClock(card.id());
        apply(moves, now);
        if (card.equals(desk.card(card.id()))) {
            bus.publish(addresses.deskEvents(), new DeskEvent.GuidanceChanged(Views.of(card)));
        }
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
        seen(card, agent, true);
        return written;
    }

    /** Takes a card whose end is durable off the desk; one that was never on it is told of all the same. */
    void close(Card closed) {
        Instant now = clock.now();
        clock.cancel(clockKey(closed.id()));
        boolean known = desk.card(closed.id()) != null;
        apply(desk.close(closed, now), now);
        if (!known) {
            bus.publish(addresses.deskEvents(), new DeskEvent.GuidanceChanged(Views.of(closed)));
        }
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
                        bus.publish(addresses.deskEvents(), new DeskEvent.GuidanceChanged(Views.of(card)));
                    }
                })
                .onFailure(cause -> failed(id, cause));
    }

    /** Writes and tells; completes when all moves of cards that are still open are durable. */
    Future<Void> apply(List<Move> moves, Instant now) {
        Future<Void> written = Future.succeededFuture();
        for (Move move : moves) {
            Card card = move.after();
            if (card.state().isOpen()) {
                Future<Void> write = store.move(card).onFailure(cause -> failed(card.id(), cause));
                written = written.compose(done -> write);
                setClock(card.id());
            }
            tell(move, now);
        }
        meters.open(desk.openCards());
        return written;
    }

    void deskConnected(String agent) {
        connected.add(agent);
        desk.heldBy(agent).stream()
                .filter(card -> card.state() == GuidanceState.OFFERED)
                .forEach(card -> seen(card, agent, false));
    }

    void deskGone(String agent) {
        connected.remove(agent);
    }

    /** Somebody writes an answer: the conversation may tell its caller so. */
    void typing(ToDesk.Typing typing) {
        Card card = desk.card(typing.guidanceId());
        if (card != null && typing.agent().equals(card.agent())) {
            String conversation = card.request().conversationId();
            bus.send(
                    addresses.orchestratorOf(conversation),
                    new ToConversation.GuidanceTyped(conversation, card.id(), typing.agent(), clock.now()));
        }
    }

    /** Looks into the database for the end of a card that this desk still takes for open. */
    void refresh(String id) {
        store.find(id)
                .onSuccess(stored -> {
                    if (stored != null && !stored.card().state().isOpen()) {
                        close(stored.card());
                        if (!stored.delivered() && stored.card().state() != GuidanceState.WITHDRAWN) {
                            delivery.deliverAgain(stored);
                        }
                    } else {
                        setClock(id);
                    }
                })
                .onFailure(cause -> later(id, () -> refresh(id)));
    }

    void later(String id, Runnable task) {
        clock.after("again:" + id, PAUSE_WITHOUT_DATABASE, task);
    }

    private void tell(Move move, Instant now) {
        Card card = move.after();
        if (move.isOffer() && card.agent() != null) {
            if (card.passed().isEmpty()) {
                meters.offered(Duration.between(card.request().createdAt(), now));
            }
            bus.publish(addresses.deskEvents(), new DeskEvent.GuidanceOffered(card.agent(), Views.of(card)));
            if (connected.contains(card.agent())) {
                seen(card, card.agent(), false);
            }
        }
        bus.publish(addresses.deskEvents(), new DeskEvent.GuidanceChanged(Views.of(card)));
    }

    private void seen(Card card, String agent, boolean accepted) {
        String conversation = card.request().conversationId();
        bus.send(
                addresses.orchestratorOf(conversation),
                new ToConversation.GuidanceSeen(conversation, card.id(), agent, accepted, clock.now()));
    }

    private void setClock(String id) {
        Card card = desk.card(id);
        if (card != null) {
            clock.at(clockKey(id), card.deadline(), () -> ring(id));
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
        store.close(expired, now)
                .onSuccess(first -> {
                    if (first) {
                        meters.expired();
                        close(expired);
                        delivery.deliver(expired, null, now);
                    } else {
                        refresh(card.id());
                    }
                })
                .onFailure(cause -> later(card.id(), () -> ring(card.id())));
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
