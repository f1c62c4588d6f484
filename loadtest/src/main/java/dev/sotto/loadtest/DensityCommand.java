package dev.sotto.loadtest;

import dev.sotto.loadtest.experiment.Density;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "density",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Holds many calls to a line that only plays or echoes: late and lost packets, CPU per call.",
        footerHeading = "%nExample%n",
        footer = {
            "  ./mvnw -q -Ploadtest -Dexec.args=\"density --calls 200 --hold 20 --pid $(pgrep -f dev.sotto.gateway.Main)\"",
            "",
            "Another server can be measured with --sip, --user and --no-metrics."
        })
final class DensityCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--calls", description = "How many lines. Default: ${DEFAULT-VALUE}", defaultValue = "50")
    private int calls;

    @Option(
            names = "--user",
            description = "prompt, echo or another. Default: ${DEFAULT-VALUE}",
            defaultValue = "prompt")
    private String user = "prompt";

    @Option(names = "--ramp", paramLabel = "SECONDS", description = "Default: ${DEFAULT-VALUE}", defaultValue = "5")
    private int ramp;

    @Option(names = "--hold", paramLabel = "SECONDS", description = "Default: ${DEFAULT-VALUE}", defaultValue = "10")
    private int hold;

    @Option(names = "--pid", description = "The server's process on this machine: its CPU time is counted")
    private @Nullable Long pid;

    @Option(
            names = "--no-metrics",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "The server has no /metrics of ours")
    private boolean metrics = true;

    @Override
    public Integer call() throws Exception {
        OptionalLong process = pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
        var plan = new Density.Plan(user, calls, Duration.ofSeconds(ramp), Duration.ofSeconds(hold), process, metrics);
        try (Bench bench = new Bench(server, List.of(Density.script(plan)))) {
            bench.tell(new Density(bench.vertx, bench.telephone, bench.server, plan).run());
        }
        return 0;
    }
}
