package dev.sotto.loadtest;

import dev.sotto.loadtest.latency.Latency;
import dev.sotto.loadtest.latency.Remeasured;
import dev.sotto.loadtest.report.Progress;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how long callers and agents wait while so many other conversations are live, and keeps the calls",
            "so that anybody may measure them again."
        },
        footerHeading = "%nExample%n",
        footer = {
            "  Start the server with SOTTO_DEMO_PASSWORD=whisper ./mvnw -q -Prun, then, in another shell:",
            "  ./mvnw -q -Ploadtest -Dexec.args=\"latency --under 0,100,500 --password whisper --record calls\"",
            "  ./mvnw -q -Ploadtest -Dexec.args=\"latency --from calls\"",
            "",
            "The second command measures the recorded calls again, from their sound; it fails where that differs from what",
            "was measured live by more than a packet of 20 ms. Each recording is a WAV, the caller left and the server right,",
            "every packet at the time at which it was sent or came; open one and measure with your own eyes.",
            "",
            "How to read it: times are the caller's, from packets. \"end of turn -> first sound\" holds the pause by which the",
            "server knows that the turn is over (300 to 700 ms by what it asked), recognition, understanding, the first word's",
            "synthesis and the way back. Compare a figure's rows under different levels: what grows is the load's; what is there",
            "under 0 is the design's. Look at \"Who was late\" first: where our own ticks were late, the machine was too busy."
        })
final class LatencyCommand implements Callable<Integer> {
    /** More than anybody has at once: it is the server that is measured. */
    private static final int CAPACITY = 20;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--under",
            split = ",",
            paramLabel = "N",
            description = "Other live conversations, one level after the other. Default: ${DEFAULT-VALUE}",
            defaultValue = "0,100,500")
    private List<Integer> under = List.of();

    @Option(
            names = "--background",
            paramLabel = "keys|prompt",
            description = "What the others do: conversations by keys, or lines that hear a prompt. Default: keys",
            defaultValue = "keys")
    private String background = "keys";

    @Option(
            names = "--rate",
            paramLabel = "PER SECOND",
            description = "How fast the others come. Default: ${DEFAULT-VALUE}",
            defaultValue = "10")
    private double rate;

    @Option(names = "--calls", description = "Measured at each level. Default: ${DEFAULT-VALUE}", defaultValue = "60")
    private int calls;

    @Option(
            names = "--ramp",
            paramLabel = "SECONDS",
            description = "They arrive at random over this time, whatever the server does. Default: ${DEFAULT-VALUE}",
            defaultValue = "90")
    private int ramp;

    @Option(
            names = "--warm-up",
            paramLabel = "CALLS",
            description = "Before the first level; not counted. Default: ${DEFAULT-VALUE}",
            defaultValue = "10")
    private int warmUp;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            description = "Wait at each level when the others are there; not counted. Default: ${DEFAULT-VALUE}",
            defaultValue = "10")
    private int settle;

    @Mixin
    private AgentOptions agents = new AgentOptions();

    @Option(names = "--record", paramLabel = "FOLDER", description = "Keeps every measured call there")
    private @Nullable Path record;

    @Option(
            names = "--from",
            paramLabel = "FOLDER",
            description = "Measures the calls kept there again; no server needed")
    private @Nullable Path from;

    @Override
    public Integer call() throws Exception {
        return from == null ? measure() : again(from);
    }

    private int again(Path folder) throws Exception {
        Remeasured measured = Remeasured.of(folder);
        try (Bench bench = new Bench(server, List.of())) {
            bench.tell(Future.succeededFuture(measured.report(folder)));
        }
        return measured.agrees() ? 0 : 1;
    }

    private int measure() throws Exception {
        if (!List.of("keys", "prompt").contains(background)) {
            throw new IllegalArgumentException("--background wants keys or prompt, not " + background);
        }
        try (Bench bench = new Bench(server, Latency.scripts())) {
            var plan = new Latency.Plan(
                    under,
                    background.equals("prompt"),
                    rate,
                    calls,
                    Duration.ofSeconds(ramp),
                    warmUp,
                    Duration.ofSeconds(settle),
                    agents.names,
                    agents.password,
                    agents.manner(CAPACITY, server.seed),
                    record);
            bench.tell(new Latency(bench.vertx, bench.telephone, bench.server, plan, new Progress()).run(server.seed));
        }
        return 0;
    }
}
