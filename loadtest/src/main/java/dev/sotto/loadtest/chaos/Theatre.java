package dev.sotto.loadtest.chaos;

import dev.sotto.loadtest.server.ServerProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can break, and the links between.
 *
 * <pre>
 *   callers, visitors, people -> gateway under test --link--> PostgreSQL (of the keeper, which starts it again)
 *                                       |     |----link--> model endpoint (scripted)
 *                                       |     +----link--> recogniser (scripted, as vosk-server)
 *                                       +----------------> the shop (of the keeper: its books outlive everything)
 * </pre>
 */
final class Theatre {
    private final Vertx vertx;
    private final ServerProcess keeper;
    private final Path postgres;
    private final ServerProcess.Plan plan;
    private final int httpPort;
    private final int sipPort;

    final FaultyLink database;
    final FaultyLink modelLink;
    final FaultyLink recogniserLink;
    final ScriptedModel model;
    final ScriptedRecogniser recogniser;

    private volatile @Nullable ServerProcess gateway;

    private Theatre(Vertx vertx, ServerProcess keeper, Path data, Parts parts, String password) throws IOException {
        this.vertx = vertx;
        this.keeper = keeper;
        postgres = data.resolve("keeper/postgres");
        model = parts.model();
        recogniser = parts.recogniser();
        database = parts.database();
        modelLink = parts.modelLink();
        recogniserLink = parts.recogniserLink();
        httpPort = freePort();
        sipPort = freePort();
        Path tasks = Files.createDirectories(data.resolve("tasks"));
        ShopFiles.copyTo(tasks, keeper.http());
        String secret = Files.readString(postgres.resolve("password")).strip();
        plan = ServerProcess.Plan.shop(data.resolve("gateway"), password, 1)
                .with("SOTTO_HTTP_PORT", Integer.toString(httpPort))
                .with("SOTTO_SIP_PORT", Integer.toString(sipPort))
                .with("SOTTO_TASKS", tasks.toAbsolutePath().toString())
                .with(
                        "SOTTO_DATABASE_URL",
                        "postgresql://sotto:" + secret + "@127.0.0.1:" + database.port() + "/postgres")
                .with("SOTTO_ASSISTANT_KIND", "model")
                .with("SOTTO_ASSISTANT_MODEL_URL", "http://127.0.0.1:" + modelLink.port() + "/v1")
                .with("SOTTO_ASSISTANT_MODEL_NAME", "scripted")
                .with("SOTTO_SPEECH_RECOGNIZER", "vosk-server")
                .with("SOTTO_SPEECH_VOSK_SERVER_URL", "ws://127.0.0.1:" + recogniserLink.port());
    }

    private record Parts(
            ScriptedModel model,
            ScriptedRecogniser recogniser,
            FaultyLink database,
            FaultyLink modelLink,
            FaultyLink recogniserLink) {}

    /** Completes with all of it running. */
    static Future<Theatre> open(Vertx vertx, Path data, String password) {
        ServerProcess.Plan keeping =
                ServerProcess.Plan.shop(data.resolve("keeper"), password, 0).with("SOTTO_SPEECH_RECOGNIZER", "none");
        return ServerProcess.start(vertx, keeping)
                .compose(keeper -> parts(vertx, data)
                        .compose(parts -> built(vertx, keeper, data, parts, password))
                        .onFailure(broken -> keeper.stop()))
                .compose(theatre -> theatre.startGateway().map(theatre));
    }

    private static Future<Theatre> built(Vertx vertx, ServerProcess keeper, Path data, Parts parts, String password) {
        try {
            return Future.succeededFuture(new Theatre(vertx, keeper, data, parts, password));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    private static Future<Parts> parts(Vertx vertx, Path data) {
        int port;
        try {
            port = Integer.parseInt(
                    Files.readString(data.resolve("keeper/postgres/port")).strip());
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
        return ScriptedModel.open(vertx)
                .compose(model -> ScriptedRecogniser.open(vertx)
                        .compose(recogniser -> Future.all(
                                        FaultyLink.to(vertx, "127.0.0.1", port),
                                        FaultyLink.to(vertx, "127.0.0.1", model.port()),
                                        FaultyLink.to(vertx, "127.0.0.1", recogniser.port()))
                                .map(links -> new Parts(
                                        model, recogniser, links.resultAt(0), links.resultAt(1), links.resultAt(2)))));
    }

    /** The gateway under test is there again at the same addresses. */
    Future<Void> startGateway() {
        return ServerProcess.start(vertx, plan)
                .onSuccess(started -> gateway = started)
                .mapEmpty();
    }

    Future<Void> killGateway() {
        ServerProcess living = gateway;
        return living == null ? Future.succeededFuture() : living.kill();
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    InetSocketAddress sip() {
        return new InetSocketAddress("127.0.0.1", sipPort);
    }

    /** Where the books are. */
    URI shop() {
        return keeper.http();
    }

    String apiKey() throws IOException {
        return Files.readString(plan.data().resolve("api-key")).strip();
    }

    /** PostgreSQL's first process, the one that the others hang on. */
    Optional<ProcessHandle> postmaster() {
        try {
            List<String> lines = Files.readAllLines(postgres.resolve("data/postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        } catch (IOException | RuntimeException goneOrHalfWritten) {
            return Optional.empty();
        }
    }

    Future<Void> close() {
        ServerProcess living = gateway;
        List.of(database, modelLink, recogniserLink).forEach(FaultyLink::mend);
        Future<Void> stopped = living == null ? Future.succeededFuture() : living.stop();
        return stopped.eventually(keeper::stop)
                .eventually(() -> Future.join(
                        database.close(),
                        modelLink.close(),
                        recogniserLink.close(),
                        model.close(),
                        recogniser.close()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
