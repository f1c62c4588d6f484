package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.assistant.intent.Embedder;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.ToMemory;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of one node: answers {@link ToMemory}, and follows what is answered and what ends. Nothing waits for it but
 * for a moment, and nothing is lost with it: whatever it misses is found in the tables at the next look.
 */
public final class MemoryVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryVerticle.class);
    private static final int OUT_OF_REACH = 503;
    private static final long SOON_MILLIS = 100;
    private static final long MEASURE_MILLIS = 60_000;
    private static final long FORGET_MILLIS = 3_600_000;
    private static final int MOST_DAYS = 366;

    private final Addresses addresses;
    private final Pool pool;
    private final Embedder embedder;
    private final MemorySettings settings;
    private final MemoryMeters meters;
    private final InstantSource clock;
    private final AnswerStore answers;
    private final RuleStore rules;
    private final AnsweredRequests requests;

    // set at start, then the verticle's context only
    private Thinking thinking;
    private RuleDesk desk;
    private Recollection recollection;
    private Learning learning;
    private Outcomes outcomes;
    private boolean looking;
    private boolean again;
    private boolean soon;

    /** @param embedder is called on a worker pool */
    @SuppressWarnings("NullAway.Init") // the rest is made at start, on the verticle's context
    public MemoryVerticle(
            Addresses addresses,
            Pool pool,
            Embedder embedder,
            MemorySettings settings,
            MemoryMeters meters,
            InstantSource clock) {
        this.addresses = addresses;
        this.pool = pool;
        this.embedder = embedder;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.answers = new AnswerStore(pool);
        this.rules = new RuleStore(pool);
        this.requests = new AnsweredRequests(pool, addresses.node());
    }

    @Override
    public Future<?> start() {
        var bus = vertx.eventBus();
        BusRecords.register(bus);
        RuleBook book = new RuleBook(settings.sample());
        thinking = new Thinking(vertx, embedder);
        desk = new RuleDesk(bus, addresses, rules, answers, book, meters, clock);
        recollection = new Recollection(answers, book, thinking, settings, meters, clock, System::nanoTime);
        learning = new Learning(
                pool, requests, answers, rules, desk, thinking, settings, meters, clock, MemoryVerticle::ruleId);
        outcomes = new Outcomes(pool, requests, answers, rules, desk, thinking);
        return learning.begin()
                .compose(done -> desk.refresh())
                .compose(done -> bus.<ToMemory>consumer(addresses.memory(), this::received)
                        .completion())
                .onSuccess(done -> follow());
    }

    private void follow() {
        vertx.eventBus().<DeskEvent>consumer(addresses.deskEvents(), message -> happened(message.body()));
        vertx.setPeriodic(0, settings.sweep().toMillis(), fired -> look());
        vertx.setPeriodic(0, MEASURE_MILLIS, fired -> measure());
        vertx.setPeriodic(FORGET_MILLIS, fired -> forget());
    }

    @Override
    public Future<?> stop() {
        return thinking.close();
    }

    private static String ruleId() {
        return "r-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void received(Message<ToMemory> message) {
        handle(message.body()).onSuccess(message::reply).onFailure(cause -> {
            failed(cause);
            message.fail(OUT_OF_REACH, cause.toString());
        });
    }

    private Future<Object> handle(ToMemory body) {
        if (body instanceof ToMemory.Recall recall) {
            return recollection.recall(recall.request());
        }
        if (body instanceof ToMemory.ListRules list) {
            return desk.list(list.state());
        }
        if (body instanceof ToMemory.ReadRule read) {
            return desk.read(read.id());
        }
        if (body instanceof ToMemory.SetRule set) {
            return desk.set(set);
        }
        return figures(((ToMemory.Consults) body).days());
    }

    private Future<Object> figures(int days) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        int wanted = Math.max(1, Math.min(days, MOST_DAYS));
        return requests.figures(today.minusDays(wanted - 1L), today).map(ToMemory.ConsultFigures::new);
    }

    /** Answers and ends are looked for soon after they are told of: they are durable then. */
    private void happened(DeskEvent event) {
        boolean answered = event instanceof DeskEvent.GuidanceChanged changed
                && changed.guidance().request().terms().learns()
                && isAnswer(changed.guidance().state());
        boolean ended = event instanceof DeskEvent.ConversationChanged changed
                && changed.conversation().state().equals("ended");
        if ((answered || ended) && !soon) {
            soon = true;
            vertx.setTimer(SOON_MILLIS, fired -> {
                soon = false;
                look();
            });
        }
    }

    private static boolean isAnswer(String state) {
        return state.equals(GuidanceState.ANSWERED.name().toLowerCase(Locale.ROOT))
                || state.equals(GuidanceState.DECLINED.name().toLowerCase(Locale.ROOT));
    }

    /** One look at a time; what happens meanwhile is looked for after it. */
    private void look() {
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        Future.succeededFuture()
                .compose(done -> learning.catchUp())
                .compose(done -> outcomes.catchUp())
                .compose(done -> desk.refresh())
                .onFailure(this::failed)
                .onComplete(done -> {
                    looking = false;
                    if (again && done.succeeded()) {
                        again = false;
                        look();
                    }
                });
    }

    private void measure() {
        figures(1)
                .onSuccess(today -> meters.consultsPer100(
                        ((ToMemory.ConsultFigures) today).days().get(0).per100()))
                .onFailure(this::failed);
    }

    private void forget() {
        Instant oldest = clock.instant().minus(settings.keep());
        answers.trim(oldest).compose(done -> rules.trim(oldest)).onFailure(this::failed);
    }

    private void failed(Throwable cause) {
        meters.failed();
        LOG.atWarn().addKeyValue("cause", cause.toString()).log("The memory could not do something");
    }
}
