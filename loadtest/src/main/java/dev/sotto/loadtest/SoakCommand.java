package dev.sotto.loadtest;

import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Circumstances;
import dev.sotto.loadtest.soak.Soak;
import dev.sotto.loadtest.soak.SoakResult;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ordinary traffic for minutes or hours against a gateway of its own: what grows, what drifts, what is left when"
                    + " everybody has gone.",
            "Calls arrive at random, some are held from beginning to end, visitors chat, people answer. Every few seconds it looks"
                    + " at heap after collection, memory, threads, files, sockets, database connections, what lives, late packets,"
                    + " reply times, and the far end's clock.",
            "Exit code 1 when something was left."
        },
        footerHeading = "%nExample%n",
        footer = {
            "  ./mvnw -q -Ploadtest -Dexec.args=\"soak --minutes 10\"",
            "  ./mvnw -q -Ploadtest -Dexec.args=\"soak --minutes 480 --sample 60 --calls-per-minute 20\"",
            "",
            "Read a slope like this: \"+0.2 MB/h [-1.0, +1.3], not distinguishable from 0\" is the median growth with an interval of",
            "95 %%. A short run has a wide one: ten minutes see a leak of some 10 MB/h, a night sees 0.1."
        })
final class SoakCommand implements Callable<Integer> {
    @Option(names = "--minutes", description = "How long. Default: ${DEFAULT-VALUE}", defaultValue = "10")
    private double minutes;

    @Option(
            names = "--sample",
            paramLabel = "SECONDS",
            description = "From one look to the next. Default: ${DEFAULT-VALUE}",
            defaultValue = "10")
    private int sample;

    @Option(
            names = "--calls-per-minute",
            description = "That arrive, in equal parts of all scenarios. Default: ${DEFAULT-VALUE}",
            defaultValue = "12")
    private double callsPerMinute;

    @Option(names = "--chats", description = "Visitors at any time. Default: ${DEFAULT-VALUE}", defaultValue = "6")
    private int chats;

    @Option(
            names = "--held",
            description =
                    "Lines with a prompt that are held throughout, and as many calls that talk throughout. Default:"
                            + " ${DEFAULT-VALUE}",
            defaultValue = "2")
    private int held;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same arrivals and draws. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the server keeps its data and log. Default: a new one")
    @Nullable
    private Path data;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Override
    public Integer call() throws Exception {
        Circumstances circumstances = Circumstances.now(Main.commandLine());
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        Path folder = data == null ? Files.createTempDirectory("sotto-soak-") : data;
        var plan = new Soak.Plan(
                Duration.ofMillis(Math.round(minutes * 60_000)),
                Duration.ofSeconds(sample),
                callsPerMinute,
                chats,
                held,
                List.of("ada", "ben"),
                "whisper",
                seed);
        try (Voice voice = new Voice()) {
            SoakResult result = Bench.await(Soak.run(vertx, voice, folder, plan));
            reports.write(result.report(), circumstances);
            System.out.println("The server's log is in " + folder);
            return result.left().isEmpty() ? 0 : 1;
        } finally {
            Bench.await(vertx.close());
        }
    }
}
