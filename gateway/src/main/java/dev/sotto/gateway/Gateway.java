package dev.sotto.gateway;

import dev.sotto.config.Secret;
import dev.sotto.config.Settings;
import dev.sotto.gateway.call.CallVerticle;
import dev.sotto.gateway.call.Trunking;
import dev.sotto.gateway.http.HttpEdges;
import dev.sotto.orchestrator.assistant.Assistant;
import dev.sotto.orchestrator.broker.BrokerSettings;
import dev.sotto.orchestrator.broker.GuidanceBroker;
import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.desk.Attention;
import dev.sotto.orchestrator.desk.DeskRules;
import dev.sotto.orchestrator.journal.Database;
import dev.sotto.orchestrator.journal.DatabaseSettings;
import dev.sotto.orchestrator.journal.PgJournal;
import dev.sotto.orchestrator.memory.MemorySettings;
import dev.sotto.orchestrator.memory.MemoryVerticle;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.replay.CourseReader;
import dev.sotto.orchestrator.runner.ConversationVerticle;
import dev.sotto.orchestrator.runner.EventJson;
import dev.sotto.orchestrator.runner.Replay;
import dev.sotto.orchestrator.runner.Services;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.tool.ApprovalTokens;
import dev.sotto.orchestrator.tool.ToolLimits;
import dev.sotto.orchestrator.tool.ToolMeters;
import dev.sotto.orchestrator.tool.ToolRunner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole server: starts its parts in the order in which they need each other, stops them in the opposite one. */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int ORCHESTRATORS = 2;
    private static final long DRAIN_SECONDS = 8;

    private final Vertx vertx;
    private final Settings settings;
    private final Meters meters;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Addresses addresses = new Addresses("local", ORCHESTRATORS);

    // written while starting, read while stopping; the futures order it
    private volatile @Nullable Groundwork ground;
    private volatile @Nullable Database database;
    private volatile @Nullable Sound sound;
    private volatile @Nullable RecordingFolder recordings;
    private volatile @Nullable Encryption encryption;
    private volatile @Nullable CallVerticle calls;
    private volatile @Nullable ToolRunner tools;
    private volatile @Nullable Future<Void> stopping;
    private volatile boolean draining;

    public Gateway(Vertx vertx, Settings settings, Meters meters, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** Completes with what to tell the operator, when calls and chats are welcome. */
    public Future<Banner> start() {
        BusRecords.register(vertx.eventBus());
        return vertx.executeBlocking(() -> Groundwork.lay(settings, random), false)
                .compose(this::startEngines)
                .compose(this::startPeople)
                .compose(this::startEdges);
    }

    /** What takes long, side by side. */
    private Future<Groundwork> startEngines(Groundwork laid) {
        ground = laid;
        String url =
                settings.databaseUrl().isEmpty() ? null : settings.databaseUrl().value();
        Future<Database> data = Database.start(vertx, new DatabaseSettings(settings.data(), url))
                .onSuccess(started -> database = started);
        Future<Sound> speech = vertx.executeBlocking(
                        () -> Sound.load(settings.speech(), laid.folder().speech(), laid.playbook(), meters, clock),
                        false)
                .onSuccess(loaded -> sound = loaded);
        Future<Assistant> assistant = Assistants.create(vertx, settings.assistant(), laid, meters, clock, random)
                .onSuccess(laid::assistant);
        Future<RecordingFolder> recorder = vertx.executeBlocking(
                        () -> RecordingFolder.open(settings.data(), settings.recording(), meters.recording(), clock),
                        false)
                .onSuccess(opened -> {
                    recordings = opened;
                    opened.keepTidy(vertx);
                });
        return Future.all(data, speech, assistant, recorder).map(laid);
    }

    private Future<Started> startPeople(Groundwork laid) {
        Database data = required(database);
        PgJournal journal = new PgJournal(vertx, data.pool(), meters.journal());
        return ApprovalTokens.open(data.pool(), random, clock).compose(tokens -> {
            Playbook playbook = laid.playbook();
            ConversationMachine machine = new ConversationMachine(playbook);
            EventJson json = new EventJson();
            ToolRunner runner = new ToolRunner(vertx, playbook.tools(), tokens, ToolLimits.DEFAULT, ToolMeters.NONE);
            tools = runner;
            Services services = new Services(
                    addresses,
                    machine,
                    playbook.fingerprint(),
                    laid.assistant(),
                    new GatedTools(runner, tokens, clock),
                    journal,
                    json,
                    meters.runner(),
                    clock);
            GuidanceBroker broker =
                    new GuidanceBroker(addresses, data.pool(), tokens, laid.agents(), broker(), meters.broker(), clock);
            return vertx.deployVerticle(broker)
                    .compose(id -> vertx.deployVerticle(memory(laid, data)))
                    .compose(id -> deployConversations(services))
                    .map(done -> new Started(laid, journal, archive(playbook, journal, machine, json), tokens));
        });
    }

    private BrokerSettings broker() {
        Settings.Desk desk = settings.desk();
        var attention = new Attention.Rules(desk.attentionInARow(), desk.attentionWithin(), desk.attentionPause());
        var rules = new DeskRules(desk.wrapUp(), DeskRules.DEFAULT.reofferPause(), attention, desk.checksPerHundred());
        return BrokerSettings.DEFAULT.with(desk.reconnectGrace(), rules);
    }

    private MemoryVerticle memory(Groundwork laid, Database data) {
        Settings.Memory wanted = settings.memory();
        MemorySettings memory = new MemorySettings(
                wanted.ruleAfter(), wanted.keep(), wanted.ruleLife(), wanted.sample(), MemorySettings.DEFAULT.sweep());
        return new MemoryVerticle(addresses, data.pool(), laid.embedder(), memory, meters.memory(), clock);
    }

    private static JournalArchive archive(
            Playbook playbook, PgJournal journal, ConversationMachine machine, EventJson json) {
        return new JournalArchive(
                journal, new Replay(journal, machine, json), new CourseReader(machine, json, playbook.fingerprint()));
    }

    private Future<?> deployConversations(Services services) {
        return Future.all(IntStream.range(0, ORCHESTRATORS)
                .mapToObj(instance -> vertx.deployVerticle(new ConversationVerticle(services, instance)))
                .toList());
    }

    private Future<Banner> startEdges(Started started) {
        Groundwork laid = started.ground();
        Trunking trunking = TrunkPlan.trunking(settings, meters, clock, random);
        Edges edges = new Edges(
                vertx, settings, meters, clock, random, addresses, trunking, () -> calls != null && !draining);
        Encryption keys = Encryption.of(settings.rtp(), clock, random);
        encryption = keys;
        CallVerticle telephone = edges.telephone(required(sound), keys.security())
                .recordedIn(required(recordings).recordings())
                .whileDurable(required(database)::isUp);
        return HttpEdges.deploy(
                        vertx,
                        edges.http(laid.httpPort(), laid.playbook().persona().company()),
                        edges.shared(
                                laid,
                                required(database),
                                started.journal(),
                                started.archive(),
                                started.tokens(),
                                telephone))
                .recover(cause -> taken("HTTP", settings.http().host(), laid.httpPort(), cause))
                .compose(port -> deployTelephone(telephone)
                        .compose(id -> vertx.deployVerticle(edges.dialler(telephone, required(database))))
                        .map(id -> {
                            calls = telephone;
                            LOG.atInfo()
                                    .addKeyValue("http", port)
                                    .addKeyValue("sip", telephone.address())
                                    .log("gateway is ready");
                            return Banner.of(settings, laid, required(sound), port, telephone.listening());
                        }));
    }

    private Future<String> deployTelephone(CallVerticle telephone) {
        Settings.Sip sip = settings.sip();
        return vertx.deployVerticle(telephone).recover(cause -> taken("SIP", sip.host(), sip.port(), cause));
    }

    private static <T> Future<T> taken(String what, String host, int port, Throwable cause) {
        String message = what + " can't listen on " + host + ":" + port + ": " + cause.getMessage();
        return Future.failedFuture(new IllegalStateException(message, cause));
    }

    /** Ends what lives politely, then stops everything. Completes always; the second call waits for the first. */
    public Future<Void> stop() {
        Future<Void> already = stopping;
        if (already != null) {
            return already;
        }
        draining = true;
        CallVerticle telephone = calls;
        Future<Void> drained = telephone == null
                ? Future.succeededFuture()
                : telephone.drain().timeout(DRAIN_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
        Future<Void> all = drained.eventually(this::undeploy)
                .eventually(this::closeTools)
                .eventually(() -> database == null
                        ? Future.succeededFuture()
                        : required(database).close())
                .eventually(vertx::close);
        stopping = all;
        return all;
    }

    private Future<?> undeploy() {
        List<Future<Void>> gone =
                vertx.deploymentIDs().stream().map(vertx::undeploy).toList();
        return Future.join(gone);
    }

    private Future<?> closeTools() {
        if (tools != null) {
            required(tools).close();
        }
        if (encryption != null) {
            required(encryption).close();
        }
        Sound loaded = sound;
        return loaded == null
                ? Future.succeededFuture()
                : vertx.executeBlocking(
                        () -> {
                            loaded.close();
                            RecordingFolder folder = recordings;
                            if (folder != null) {
                                folder.close();
                            }
                            return loaded;
                        },
                        false);
    }

    private static <T> T required(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not started");
        }
        return part;
    }

    private record Started(Groundwork ground, PgJournal journal, JournalArchive archive, ApprovalTokens tokens) {}

    /** Secrets and names that were made at start, for tests that sign in. */
    public Secret apiKey() {
        return required(ground).apiKey();
    }
}
