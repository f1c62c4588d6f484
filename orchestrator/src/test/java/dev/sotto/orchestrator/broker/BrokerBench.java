package dev.sotto.orchestrator.broker;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.desk.Agent;
import dev.sotto.orchestrator.desk.Attention;
import dev.sotto.orchestrator.desk.DeskRules;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.tool.ApprovalTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A broker on a node of its own with a conversation that listens and desks that watch. */
final class BrokerBench implements AutoCloseable {
    static final BrokerSettings QUICK = new BrokerSettings(
            Duration.ofMinutes(10),
            Duration.ofMillis(150),
            Duration.ofMillis(500),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            100,
            1_000,
            DeskRules.DEFAULT);
    static final DeskRules CALM = new DeskRules(Duration.ZERO, Duration.ofMillis(50), Attention.Rules.DEFAULT, 0);

    final Addresses addresses = new Addresses(UUID.randomUUID().toString(), 1);
    final List<ToConversation> heard = new CopyOnWriteArrayList<>();
    final List<DeskEvent> shown = new CopyOnWriteArrayList<>();
    final AtomicBoolean listening = new AtomicBoolean(true);
    final Vertx vertx;
    final Pool pool;
    final ApprovalTokens tokens;
    private final DeskRules rules;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final MessageConsumer<ToConversation> conversation;
    private final MessageConsumer<DeskEvent> watcher;
    private String deployment = "";

    BrokerBench(Vertx vertx, Pool pool) throws Exception {
        this(vertx, pool, CALM);
    }

    BrokerBench(Vertx vertx, Pool pool, DeskRules rules) throws Exception {
        this.rules = rules;
        this.vertx = vertx;
        this.pool = pool;
        BusRecords.register(vertx.eventBus());
        tokens = await(ApprovalTokens.open(pool, new SecureRandom(), InstantSource.system()));
        conversation = vertx.eventBus().consumer(addresses.orchestrator(0), this::hear);
        watcher = vertx.eventBus().consumer(addresses.deskEvents(), message -> shown.add(message.body()));
        start();
    }

    void start() throws Exception {
        var agents = List.of(
                new Agent("ada", "agent", Set.of("billing")),
                new Agent("ben", "agent", Set.of("billing", "products")),
                new Agent("sue", "supervisor", Set.of("billing", "products")));
        var broker = new GuidanceBroker(
                addresses,
                pool,
                tokens,
                agents,
                QUICK.with(QUICK.disconnectGrace(), rules),
                BrokerMeters.NONE,
                () -> Instant.now().plus(ahead.get()));
        deployment = await(vertx.deployVerticle(broker));
    }

    /** As after a kill: nothing is withdrawn, nothing said. */
    void stop() throws Exception {
        await(vertx.undeploy(deployment));
    }

    /** For a broker that is stopped: it finds so much later when it starts. */
    void skip(Duration time) {
        ahead.updateAndGet(time::plus);
    }

    @Override
    public void close() throws Exception {
        stop();
        await(conversation.unregister());
        await(watcher.unregister());
    }

    @SuppressWarnings("unchecked")
    <T> Future<T> send(ToDesk message) {
        return vertx.eventBus().request(addresses.desk(), message).map(reply -> (T) reply.body());
    }

    <T> T ask(ToDesk message) throws Exception {
        return await(this.<T>send(message));
    }

    ToDesk.GuidanceNoted asked(GuidanceRequest request) throws Exception {
        return ask(new ToDesk.Ask(request));
    }

    ToDesk.AnswerReply answer(GuidanceRequest request, String agent, AnswerKind kind, int choice, String text)
            throws Exception {
        return ask(new ToDesk.Answer(request.id(), agent, kind, choice, text));
    }

    ToDesk.AnswerReply approve(GuidanceRequest request, String agent) throws Exception {
        return answer(request, agent, AnswerKind.APPROVE, 0, "");
    }

    void available(String agent, int capacity) throws Exception {
        this.<ToDesk.AgentView>ask(new ToDesk.SetPresence(agent, "available", capacity));
    }

    void withdraw(GuidanceRequest request, WithdrawReason reason) throws Exception {
        this.<Ok>ask(new ToDesk.Withdraw(request.id(), reason, Instant.now()));
    }

    ToDesk.GuidanceView read(GuidanceRequest request) throws Exception {
        return ask(new ToDesk.Read(request.id()));
    }

    <T extends ToConversation> T waitForWord(Class<T> type, GuidanceRequest request) throws Exception {
        return type.cast(waitFor(
                heard, word -> type.isInstance(word) && word.conversationId().equals(request.conversationId())));
    }

    DeskEvent.GuidanceOffered waitForOffer(GuidanceRequest request, String agent) throws Exception {
        return (DeskEvent.GuidanceOffered) waitFor(
                shown,
                event -> event instanceof DeskEvent.GuidanceOffered offer
                        && offer.agent().equals(agent)
                        && offer.guidance().request().id().equals(request.id()));
    }

    <T> T waitFor(List<T> seen, Predicate<T> wanted) throws Exception {
        Instant deadline = Instant.now().plusSeconds(15);
        while (true) {
            var found = seen.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(Instant.now()).as("waited in vain among %s", seen).isBefore(deadline);
            await(vertx.timer(5));
        }
    }

    ToDesk.GuidanceView waitForStanding(GuidanceRequest request, Predicate<ToDesk.GuidanceView> wanted)
            throws Exception {
        Instant deadline = Instant.now().plusSeconds(15);
        while (true) {
            ToDesk.GuidanceView view = read(request);
            if (wanted.test(view)) {
                return view;
            }
            assertThat(Instant.now()).as("waited in vain: %s", view).isBefore(deadline);
            await(vertx.timer(5));
        }
    }

    List<String> deeds(GuidanceRequest request) throws Exception {
        ToDesk.AuditTrail trail = ask(new ToDesk.ReadAudit(request.id()));
        return trail.lines().stream()
                .map(line -> line.what()
                        + (line.who() == null ? "" : " " + line.who())
                        + (line.outcome() == null ? "" : " " + line.outcome()))
                .toList();
    }

    List<String> waitForDeed(GuidanceRequest request, String deed) throws Exception {
        Instant deadline = Instant.now().plusSeconds(15);
        while (true) {
            List<String> deeds = deeds(request);
            if (deeds.contains(deed)) {
                return deeds;
            }
            assertThat(Instant.now()).as("no '%s' among %s", deed, deeds).isBefore(deadline);
            await(vertx.timer(5));
        }
    }

    void waitForDelivered(GuidanceRequest request) throws Exception {
        Instant deadline = Instant.now().plusSeconds(15);
        while (true) {
            var rows = await(pool.preparedQuery("select delivered from guidance where id = $1")
                    .execute(Tuple.of(request.id())));
            if (rows.iterator().next().getBoolean(0)) {
                return;
            }
            assertThat(Instant.now()).as("the acknowledgement is never noted").isBefore(deadline);
            await(vertx.timer(5));
        }
    }

    /** Two people must approve it. */
    static GuidanceRequest bigRefund() {
        return with(refund(), new GuidanceRequest.Terms("", Risk.HIGH, 2, false, false, null));
    }

    /** It will probably be asked soon. */
    static GuidanceRequest likelyRefund() {
        return with(refund(), new GuidanceRequest.Terms("", Risk.MEDIUM, 1, true, false, null));
    }

    static GuidanceRequest with(GuidanceRequest request, GuidanceRequest.Terms terms) {
        return with(request, request.answerBy(), terms);
    }

    static GuidanceRequest lasting(GuidanceRequest request, Instant answerBy) {
        return with(request, answerBy, request.terms());
    }

    private static GuidanceRequest with(GuidanceRequest request, Instant answerBy, GuidanceRequest.Terms terms) {
        return new GuidanceRequest(
                request.id(),
                request.conversationId(),
                request.channel(),
                request.task(),
                request.point(),
                request.kind(),
                request.question(),
                request.summary(),
                request.excerpt(),
                request.evidence(),
                request.proposals(),
                request.approval(),
                request.skill(),
                request.createdAt(),
                request.offerWithin(),
                answerBy,
                terms);
    }

    static GuidanceRequest refund() {
        return refund(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    static GuidanceRequest refund(Duration offerWithin, Duration answerWithin) {
        String id = UUID.randomUUID().toString();
        Instant now = Instant.now();
        return new GuidanceRequest(
                id,
                "conversation-" + id,
                "voice",
                "refund",
                "approve_refund",
                ConsultKind.APPROVAL,
                "Refund $129.00?",
                "wants money back for a tent",
                List.of(new GuidanceRequest.Excerpt("customer", "it leaks", now, null)),
                List.of(new GuidanceRequest.Fact("total", "$129.00")),
                List.of(
                        new GuidanceRequest.Proposal("Approve", AnswerKind.APPROVE, "refunds it", "task", null, null),
                        new GuidanceRequest.Proposal(
                                "Decline", AnswerKind.DECLINE, "says no", "task", "outside the window", null),
                        new GuidanceRequest.Proposal(
                                "Half",
                                AnswerKind.APPROVE,
                                "refunds half",
                                "task",
                                null,
                                Map.of("amount", new BigDecimal("64.50")))),
                new GuidanceRequest.Approval(
                        "orders.refund", Map.of("number", "482913", "amount", new BigDecimal("129.00"))),
                "billing",
                now,
                offerWithin,
                now.plus(answerWithin),
                GuidanceRequest.Terms.PLAIN);
    }

    private void hear(Message<ToConversation> message) {
        if (listening.get()) {
            heard.add(message.body());
            message.reply(Ok.OK);
        } else {
            message.fail(404, "starting");
        }
    }
}
