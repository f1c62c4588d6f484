package dev.sotto.loadtest;

import dev.sotto.loadtest.audit.Auditor;
import dev.sotto.loadtest.audit.Finding;
import dev.sotto.loadtest.audit.Told;
import dev.sotto.loadtest.audit.Traffic;
import dev.sotto.loadtest.desk.ServerClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares what every party was told with what the journal says, from outside.",
            "With --chats it plays customers and people at desks first, who note what they are told and come back when the"
                    + " gateway dies. Without, it checks all conversations that the server lists, and a --told file if given."
        })
final class AuditCommand implements Callable<Integer> {
    private static final Duration WRAP_UP = Duration.ofSeconds(60);
    private static final int LOOKS = 10;

    @Option(
            names = "--http",
            paramLabel = "URL",
            description = "Default: ${DEFAULT-VALUE}",
            defaultValue = "http://127.0.0.1:8080")
    private URI http = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Holds the API key. Default: ${DEFAULT-VALUE}",
            defaultValue = "data/api-key")
    private Path keyFile = Path.of("data/api-key");

    @Option(names = "--shop", paramLabel = "URL", description = "Where the shop's /shop/orders are. Default: as --http")
    @Nullable
    private URI shop;

    @Option(
            names = "--orders",
            split = ",",
            description = "Whose books are looked into. Default: ${DEFAULT-VALUE}",
            defaultValue = "482913,105577,730264,618340,846215")
    private List<String> orders = List.of();

    @Option(
            names = "--told",
            paramLabel = "FILE",
            description = "What was told: read without --chats, written with them")
    @Nullable
    private Path toldFile;

    @Option(names = "--chats", description = "Customers at once. Default: none", defaultValue = "0")
    private int chats;

    @Option(names = "--seconds", description = "How long they come. Default: ${DEFAULT-VALUE}", defaultValue = "30")
    private int seconds;

    @Option(names = "--agents", split = ",", description = "Default: ${DEFAULT-VALUE}", defaultValue = "ada,ben")
    private List<String> agents = List.of();

    @Option(
            names = "--password",
            description = "Of all of them. Default: $SOTTO_DEMO_PASSWORD",
            defaultValue = "${env:SOTTO_DEMO_PASSWORD:-}")
    private String password = "";

    @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}", defaultValue = "1")
    private long seed;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            ServerClient server =
                    ServerClient.of(vertx, http).as(Files.readString(keyFile).strip());
            Auditor auditor = new Auditor(Auditor.Shop.of(ServerClient.of(vertx, shop == null ? http : shop), orders));
            Told told = chats > 0 ? traffic(vertx, auditor) : toldFile == null ? new Told() : Told.load(toldFile);
            List<Finding> findings = Bench.await(look(vertx, auditor, server, told, LOOKS));
            findings.forEach(System.out::println);
            System.out.println(told.size() + " facts told, " + findings.size() + " findings");
            return findings.isEmpty() ? 0 : 1;
        } finally {
            Bench.await(vertx.close());
        }
    }

    private Told traffic(Vertx vertx, Auditor auditor) throws Exception {
        Told told = new Told();
        Traffic traffic = new Traffic(vertx, () -> http, told, seed);
        Bench.await(auditor.begin()
                .compose(done -> traffic.start(chats, agents, password, Duration.ofSeconds(3)))
                .compose(done -> vertx.timer(seconds * 1_000L))
                .compose(done -> traffic.end(WRAP_UP)));
        if (toldFile != null) {
            told.save(toldFile);
        }
        System.out.println(traffic.served() + " customers served");
        return told;
    }

    /** What was just decided may be on its way still: looks again before it complains. */
    private static Future<List<Finding>> look(
            Vertx vertx, Auditor auditor, ServerClient server, Told told, int looksLeft) {
        return auditor.audit(server, told)
                .compose(findings -> findings.isEmpty() || looksLeft <= 1
                        ? Future.succeededFuture(findings)
                        : vertx.timer(500).compose(again -> look(vertx, auditor, server, told, looksLeft - 1)));
    }
}
