package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.desk.Agent;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.CardEvent;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.tool.ApprovalTokens;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guidance broker of one node: takes {@link ToDesk} messages, replies when what they ask for is durable, and fails
 * the message when the database is out of reach. At start open requests are open again and their clocks run on.
 */
public final class GuidanceBroker extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(GuidanceBroker.class);
    private static final int OUT_OF_REACH = 503;
    private static final int MOST_LISTED = 1_000;
    /** Somebody could, because it is answered. */
    private static final Object ANSWERED_AT_ONCE = new ToDesk.GuidanceNoted(1, 1);

    private final Addresses addresses;
    private final List<Agent> agents;
    private final BrokerSettings settings;
    private final BrokerMeters meters;
    private final InstantSource time;
    private final GuidanceStore store;
    private final PresenceStore presences;

    // set at start, then the verticle's context only
    private final Map<String, Future<Void>> asking = new HashMap<>();
    private Desk desk;
    private GuidanceClock clock;
    private GuidanceDelivery delivery;
    private OfferDesk offers;
    private AnswerDesk answers;
    private MemoryLine memory;
    private SeatDesk seats;

    @SuppressWarnings("NullAway.Init") // the rest is made at start, on the verticle's context
    public GuidanceBroker(
            Addresses addresses,
            Pool pool,
            ApprovalTokens tokens,
            List<Agent> agents,
            BrokerSettings settings,
            BrokerMeters meters,
            InstantSource time) {
        this.addresses = addresses;
        this.agents = List.copyOf(agents);
        this.settings = settings;
        this.meters = meters;
        this.time = time;
        this.store = new GuidanceStore(pool, tokens, addresses.node());
        this.presences = new PresenceStore(pool);
    }

    @Override
    public Future<?> start() {
        var bus = vertx.eventBus();
        BusRecords.register(bus);
        desk = new Desk(agents);
        clock = new GuidanceClock(vertx, time);
        delivery = new GuidanceDelivery(bus, addresses, store, clock, settings, meters);
        offers = new OfferDesk(bus, addresses, desk, store, clock, delivery, meters);
        answers = new AnswerDesk(desk, offers, store, delivery, clock, settings, meters);
        memory = new MemoryLine(bus, addresses, offers, answers, meters);
        seats = new SeatDesk(bus, addresses, desk, offers, presences, clock, settings);
        return seats.load()
                .compose(done -> restore())
                .compose(done ->
                        bus.<ToDesk>consumer(addresses.desk(), this::received).completion());
    }

    @Override
    public Future<?> stop() {
        clock.close();
        return Future.succeededFuture();
    }

    private Future<Void> restore() {
        return store.open()
                .compose(open -> {
                    open.forEach(this::restore);
                    return store.undelivered(settings.largestDesk());
                })
                .onSuccess(ends -> ends.forEach(delivery::deliverAgain))
                .mapEmpty();
    }

    private void restore(StoredCard stored) {
        offers.restore(stored.card());
        if (stored.conversationEnded()) {
            withdraw(stored.card(), WithdrawReason.CALLER_GONE)
                    .onFailure(cause -> LOG.atWarn()
                            .addKeyValue("guidanceId", stored.card().id())
                            .addKeyValue("cause", cause.toString())
                            .log("A request of an ended conversation stays open until it expires"));
        }
    }

    private void received(Message<ToDesk> message) {
        handle(message.body()).onComplete(done -> {
            if (message.replyAddress() == null) {
                return;
            }
            if (done.succeeded()) {
                message.reply(done.result());
            } else {
                message.fail(OUT_OF_REACH, done.cause().toString());
            }
        });
    }

    private Future<?> handle(ToDesk body) {
        if (body instanceof ToDesk.Ask ask) {
            return ask(ask);
        }
        if (body instanceof ToDesk.Withdraw withdraw) {
            return withdraw(withdraw);
        }
        if (body instanceof ToDesk.Accept accept) {
            return answers.accept(accept);
        }
        if (body instanceof ToDesk.Answer answer) {
            return answers.answer(answer);
        }
        if (body instanceof ToDesk.ListGuidance list) {
            return list(list);
        }
        if (body instanceof ToDesk.Read read) {
            return read(read.guidanceId());
        }
        if (body instanceof ToDesk.Agents) {
            return Future.succeededFuture(
                    new ToDesk.AgentList(desk.seats().stream().map(Views::of).toList()));
        }
        if (body instanceof ToDesk.SetPresence presence) {
            return seats.set(presence);
        }
        if (body instanceof ToDesk.RulesOn rules) {
            memory.rulesOn(rules);
            return Future.succeededFuture(Ok.OK);
        }
        if (body instanceof ToDesk.Typing typing) {
            offers.typing(typing);
            return Future.succeededFuture(Ok.OK);
        }
        if (body instanceof ToDesk.DeskConnected connected) {
            seats.connected(connected);
            return Future.succeededFuture(Ok.OK);
        }
        return reconcile((ToDesk.Reconcile) body);
    }

    private Future<Object> ask(ToDesk.Ask ask) {
        if (desk.openCards() >= settings.largestDesk()) {
            return Future.succeededFuture(new Refused("full", "Too many questions are open"));
        }
        String id = ask.request().id();
        Object noted = new ToDesk.GuidanceNoted(
                desk.available(ask.request().skill()),
                desk.present(ask.request().skill()));
        Future<Void> asked =
                store.insert(ask.request()).compose(isNew -> isNew ? memory.begin(ask.request()) : askedAgain(id));
        asking.put(id, asked);
        return asked.eventually(() -> {
                    asking.remove(id, asked);
                    return Future.succeededFuture();
                })
                .map(done -> desk.card(id) == null ? ANSWERED_AT_ONCE : noted);
    }

    /** The first time may have been written without our learning of it. */
    private Future<Void> askedAgain(String id) {
        return store.find(id)
                .onSuccess(stored -> {
                    if (stored != null && stored.card().state().isOpen() && desk.card(id) == null) {
                        offers.restore(stored.card());
                    } else if (stored != null && !stored.card().state().isOpen()) {
                        delivery.deliverAgain(stored);
                    }
                })
                .mapEmpty();
    }

    /** A withdrawal may overtake its own request on the way to the database. */
    private Future<Object> withdraw(ToDesk.Withdraw withdrawal) {
        Future<Void> asked = asking.get(withdrawal.guidanceId());
        return asked == null
                ? withdrawAsked(withdrawal)
                : asked.otherwiseEmpty().compose(done -> withdrawAsked(withdrawal));
    }

    private Future<Object> withdrawAsked(ToDesk.Withdraw withdrawal) {
        Card here = desk.card(withdrawal.guidanceId());
        if (here != null) {
            return withdraw(here, withdrawal.reason()).map(Ok.OK);
        }
        return store.find(withdrawal.guidanceId())
                .compose(stored -> stored == null || !stored.card().state().isOpen()
                        ? Future.succeededFuture()
                        : withdraw(stored.card(), withdrawal.reason()))
                .map(Ok.OK);
    }

    private Future<Void> withdraw(Card card, WithdrawReason reason) {
        Card withdrawn = card.on(new CardEvent.Withdrawn(reason));
        return store.close(withdrawn, clock.now())
                .onSuccess(first -> {
                    if (first) {
                        offers.close(withdrawn);
                    } else {
                        offers.refresh(card.id());
                    }
                })
                .mapEmpty();
    }

    /** The desk's own cards are fresher than the database, which is a write behind. */
    private Future<Object> list(ToDesk.ListGuidance list) {
        int limit = Math.max(0, Math.min(list.limit(), MOST_LISTED));
        if (list.state().equals("open")) {
            var open = desk.cards().stream().limit(limit).map(Views::of).toList();
            return Future.succeededFuture(new ToDesk.GuidanceList(open));
        }
        Optional<GuidanceState> state = state(list.state());
        if (state.isEmpty() && !list.state().equals("all")) {
            return Future.succeededFuture(new Refused("invalid", "There is no state " + list.state()));
        }
        return store.list(state.orElse(null), limit)
                .map(cards -> new ToDesk.GuidanceList(
                        cards.stream().map(stored -> Views.of(stored.card())).toList()));
    }

    private static Optional<GuidanceState> state(String wire) {
        for (GuidanceState state : GuidanceState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(wire)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private Future<Object> read(String id) {
        Card here = desk.card(id);
        if (here != null) {
            return Future.succeededFuture(Views.of(here));
        }
        return store.find(id)
                .map(stored ->
                        stored == null ? new Refused("unknown", "There is no such request") : Views.of(stored.card()));
    }

    private Future<Object> reconcile(ToDesk.Reconcile reconcile) {
        return Future.all(reconcile.openGuidance().stream().map(this::resend).toList())
                .map(Ok.OK);
    }

    /** A withdrawn request goes out as expired: nobody will answer it, and the conversation must not wait. */
    private Future<Void> resend(String id) {
        return store.find(id)
                .onSuccess(stored -> {
                    if (stored != null && !stored.card().state().isOpen()) {
                        delivery.deliverAgain(stored);
                    }
                })
                .mapEmpty();
    }
}
