package dev.sotto.loadtest;

import dev.sotto.loadtest.audit.Finding;
import dev.sotto.loadtest.chaos.Chaos;
import dev.sotto.loadtest.chaos.ChaosRun;
import dev.sotto.loadtest.chaos.Fault;
import dev.sotto.loadtest.chaos.Outcome;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Circumstances;
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
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Breaks things while callers, visitors and people at desks go on, and compares what everybody was told with the"
                    + " journal. Starts all it needs itself: a gateway to be broken, another one that keeps the database and the"
                    + " shop, a model endpoint and a recogniser.",
            "Exit code 1 when anything acknowledged is lost, a word was false, a tool took effect twice, or two answers won."
        },
        footerHeading = "%nExample%n",
        footer = {
            "  ./mvnw -q -Ploadtest -Dexec.args=\"chaos --faults 16 --seed 7\"",
            "  ./mvnw -q -Ploadtest -Dexec.args=\"chaos --kinds gateway_killed,database_cut --faults 20\"",
            "",
            "Read the timeline like this: a gap is the longest time in which nobody got through (a call with sound, an",
            "acknowledged message, a settled answer); the figures before anything broke say what is usual with so few people.",
            "A killed gateway takes its calls with it: cut off. Everything else should leave calls up. Findings must be 0."
        })
final class ChaosCommand implements Callable<Integer> {
    @Option(
            names = "--faults",
            paramLabel = "N",
            description = "How many, one after the other. Default: ${DEFAULT-VALUE}",
            defaultValue = "16")
    private int faults;

    @Option(
            names = "--kinds",
            split = ",",
            description = "Which, each once before any comes again: ${COMPLETION-CANDIDATES}. Default: all")
    private List<Fault> kinds = List.of(Fault.values());

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same faults, moments and draws of people. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--callers",
            description = "On the phone at any time. Default: ${DEFAULT-VALUE}",
            defaultValue = "6")
    private int callers;

    @Option(names = "--chats", description = "Visitors at any time. Default: ${DEFAULT-VALUE}", defaultValue = "6")
    private int chats;

    @Option(
            names = "--shortest",
            paramLabel = "SECONDS",
            description = "Of a fault that lasts, and of the quiet after it. Default: ${DEFAULT-VALUE}",
            defaultValue = "3")
    private int shortest;

    @Option(
            names = "--longest",
            paramLabel = "SECONDS",
            description = "Of both; a database may be away for 30 s before conversations are given up. Default:"
                    + " ${DEFAULT-VALUE}",
            defaultValue = "10")
    private int longest;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the servers keep their data and logs. Default: a new one")
    @Nullable
    private Path data;

    @Option(names = "--told", paramLabel = "FILE", description = "Writes everything that anybody was told to this file")
    @Nullable
    private Path toldFile;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Override
    public Integer call() throws Exception {
        Circumstances circumstances = Circumstances.now(Main.commandLine());
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        Path folder = data == null ? Files.createTempDirectory("sotto-chaos-") : data;
        Chaos.Plan plan = new Chaos.Plan(
                ChaosRun.draw(kinds, faults, seed),
                callers,
                chats,
                List.of("ada", "ben"),
                "sue",
                "whisper",
                Duration.ofSeconds(shortest),
                Duration.ofSeconds(longest),
                seed);
        try (Voice voice = new Voice()) {
            Outcome outcome = Bench.await(ChaosRun.run(vertx, voice, folder, plan));
            reports.write(outcome.report(), circumstances);
            System.out.println("Servers' logs are in " + folder);
            if (toldFile != null) {
                outcome.told().save(toldFile);
            }
            for (Finding finding : outcome.findings()) {
                System.out.println(finding);
            }
            return outcome.findings().isEmpty() ? 0 : 1;
        } finally {
            Bench.await(vertx.close());
        }
    }
}
