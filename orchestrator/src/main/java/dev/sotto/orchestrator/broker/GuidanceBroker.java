package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.desk.Agent;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.desk.KnownAnswers;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.tool.ApprovalTokens;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guidance broker of one node: takes {@link ToDesk} messages, replies when what they ask for is durable, and fails
 * the message when the database is out of reach. At start open requests are open again and their clocks run on.
 */
public final class GuidanceBroker extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(GuidanceBroker.class);
    private static final int OUT_OF_REACH = 503;

    private final Addresses addresses;
    private final List<Agent> agents;
    private final BrokerSettings settings;
    private final BrokerMeters meters;
    private final InstantSource time;
    private final GuidanceStore store;
    private final PresenceStore presences;
    private final Audit audit;

    // set at start, then the verticle's context only
    private Desk desk;
    private GuidanceClock clock;
    private GuidanceDelivery delivery;
    private OfferDesk offers;
    private CardReader cards;
    private AskDesk asks;
    private AnswerDesk answers;
    private MemoryLine memory;
    private BundleDesk bundles;
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
        this.audit = new Audit(pool);
    }

    @Override
    public Future<?> start() {
        var bus = vertx.eventBus();
        BusRecords.register(bus);
        desk = new Desk(agents, settings.desk());
        clock = new GuidanceClock(vertx, time);
        delivery = new GuidanceDelivery(bus, addresses, store, clock, settings, meters);
        var views = new CardViews(desk, clock);
        cards = new CardReader(desk, views, store, audit);
        var known = new KnownAnswers(settings.desk().checksPerHundred());
        offers = new OfferDesk(bus, addresses, desk, views, store, audit, clock, delivery, meters, known);
        var checks = new CheckDesk(desk, known, offers, audit, clock);
        var news = new SeatNews(bus, addresses, desk);
        var pauses = new PauseDesk(desk, offers, news, audit, clock, settings.desk(), meters);
        answers = new AnswerDesk(desk, offers, pauses, checks, store, audit, delivery, clock, settings, meters);
        memory = new MemoryLine(bus, addresses, offers, answers, meters);
        asks = new AskDesk(desk, offers, store, delivery, audit, clock, memory, settings.largestDesk());
        bundles = new BundleDesk(desk, answers);
        seats = new SeatDesk(desk, offers, news, presences, clock, settings.disconnectGrace());
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
            asks.withdraw(stored.card(), WithdrawReason.CALLER_GONE)
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
            return asks.ask(ask.request());
        }
        if (body instanceof ToDesk.Promote promotion) {
            return asks.promote(promotion);
        }
        if (body instanceof ToDesk.Withdraw withdraw) {
            return asks.withdraw(withdraw);
        }
        if (body instanceof ToDesk.Reconcile reconcile) {
            return asks.reconcile(reconcile);
        }
        if (body instanceof ToDesk.Accept accept) {
            return answers.accept(accept);
        }
        if (body instanceof ToDesk.Answer answer) {
            return answers.answer(answer);
        }
        if (body instanceof ToDesk.AnswerBundle bundle) {
            return bundles.answer(bundle);
        }
        if (body instanceof ToDesk.Reassign reassign) {
            return answers.reassign(reassign);
        }
        return handleReading(body);
    }

    private Future<?> handleReading(ToDesk body) {
        if (body instanceof ToDesk.ListGuidance list) {
            return cards.list(list);
        }
        if (body instanceof ToDesk.ListSettled settled) {
            return cards.settled(settled);
        }
        if (body instanceof ToDesk.Read read) {
            return cards.read(read.guidanceId());
        }
        if (body instanceof ToDesk.ReadBundle read) {
            return cards.bundle(read.guidanceId());
        }
        if (body instanceof ToDesk.ReadAudit read) {
            return cards.audit(read.guidanceId());
        }
        if (body instanceof ToDesk.ListChecks list) {
            return cards.checks(list);
        }
        if (body instanceof ToDesk.Agents) {
            return Future.succeededFuture(
                    new ToDesk.AgentList(desk.seats().stream().map(Views::of).toList()));
        }
        return handlePresence(body);
    }

    private Future<?> handlePresence(ToDesk body) {
        if (body instanceof ToDesk.SetPresence presence) {
            return seats.set(presence);
        }
        if (body instanceof ToDesk.RulesOn rules) {
            memory.rulesOn(rules);
        } else if (body instanceof ToDesk.Typing typing) {
            offers.typing(typing);
        } else if (body instanceof ToDesk.SignedIn change) {
            seats.signedIn(change);
        } else {
            seats.connected((ToDesk.DeskConnected) body);
        }
        return Future.succeededFuture(Ok.OK);
    }
}
