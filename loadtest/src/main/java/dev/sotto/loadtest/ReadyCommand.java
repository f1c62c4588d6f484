package dev.sotto.loadtest;

import dev.sotto.loadtest.desk.ServerClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ready",
        mixinStandardHelpOptions = true,
        description = "Starts nothing: tells how long it takes from now until /health/ready answers 200.")
final class ReadyCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 100;

    @Option(
            names = "--http",
            paramLabel = "URL",
            description = "Default: ${DEFAULT-VALUE}",
            defaultValue = "http://127.0.0.1:8080")
    private URI http = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description = "Gives up after this. Default: ${DEFAULT-VALUE}",
            defaultValue = "120")
    private int within;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            long from = System.nanoTime();
            long deadline = from + Duration.ofSeconds(within).toNanos();
            boolean ready = Bench.await(poll(vertx, ServerClient.of(vertx, http), deadline));
            double seconds = (System.nanoTime() - from) / 1e9;
            System.out.printf(Locale.ROOT, "%s after %.1f s%n", ready ? "ready" : "not ready", seconds);
            return ready ? 0 : 1;
        } finally {
            Bench.await(vertx.close());
        }
    }

    private static Future<Boolean> poll(Vertx vertx, ServerClient server, long deadline) {
        return server.ready().otherwise(0).compose(status -> {
            if (status == 200 || System.nanoTime() - deadline > 0) {
                return Future.succeededFuture(status == 200);
            }
            return vertx.timer(POLL_MILLIS).compose(again -> poll(vertx, server, deadline));
        });
    }
}
