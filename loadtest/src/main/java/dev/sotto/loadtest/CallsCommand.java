package dev.sotto.loadtest;

import dev.sotto.loadtest.desk.TurnFeed;
import dev.sotto.loadtest.experiment.Calls;
import dev.sotto.loadtest.experiment.Mix;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.script.ScriptLibrary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "calls",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Places calls of a mix, has agents answer, and prints what callers felt.",
        footerHeading = "%nExample%n",
        footer = {
            "  Start the server with SOTTO_DEMO_PASSWORD=whisper ./mvnw -q -Prun, then, in another shell:",
            "  ./mvnw -q -Ploadtest -Dexec.args=\"calls --calls 50 --ramp 30 --agents ada,ben --password whisper\"",
            "",
            "Read the table like this: times are taken from packets on the wire, by the callers; lateness is counted",
            "against each stream's own 20 ms schedule. \"own ticks late\" tells how punctual we were ourselves: when it is",
            "high, the machine is too busy for this run and lateness is ours as well as the server's."
        })
final class CallsCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--calls", description = "How many. Default: ${DEFAULT-VALUE}", defaultValue = "10")
    private int calls;

    @Option(
            names = "--ramp",
            paramLabel = "SECONDS",
            description = "They arrive at random over this time, whatever the server does. Default: ${DEFAULT-VALUE}",
            defaultValue = "10")
    private int ramp;

    @Option(
            names = "--mix",
            split = ",",
            paramLabel = "NAME",
            description = {
                "What callers want, in equal parts: refund, damaged, status, question, barge_in, attentive,",
                "or the names in your own files. Default: all"
            })
    private List<String> mix = List.of();

    @Option(
            names = "--callers",
            paramLabel = "DIR|FILE",
            description = "Your own callers in YAML instead of the shipped ones; see loadtest/README.md")
    private @Nullable Path callers;

    @Option(
            names = "--listener",
            paramLabel = "NAME",
            description = "At whose desk callers that understand text read what is said. Default: ${DEFAULT-VALUE}",
            defaultValue = "sue")
    private String listener = "sue";

    @Option(names = "--user", description = "Whom they dial. Default: ${DEFAULT-VALUE}", defaultValue = "shop")
    private String user = "shop";

    @Mixin
    private AgentOptions agents = new AgentOptions();

    @Option(names = "--capacity", description = "Cards at once, each. Default: ${DEFAULT-VALUE}", defaultValue = "6")
    private int capacity;

    @Override
    public Integer call() throws Exception {
        Random random = new Random(server.seed);
        ScriptLibrary library = callers == null ? ScriptLibrary.shipped() : ScriptLibrary.load(callers);
        List<String> wanted = mix.isEmpty() ? List.copyOf(library.names()) : mix;
        List<Script> drawn = Mix.draw(wanted.stream().map(library::script).toList(), calls, random);
        try (Bench bench = new Bench(server, drawn)) {
            var plan = new Calls.Plan(
                    user,
                    Duration.ofSeconds(ramp),
                    drawn,
                    agents.names,
                    agents.password,
                    agents.manner(capacity, server.seed));
            Calls experiment = new Calls(bench.vertx, bench.telephone, bench.server, plan);
            if (drawn.stream().noneMatch(Script::understandsText)) {
                bench.tell(experiment.run(random));
            } else {
                bench.tell(TurnFeed.start(
                                bench.vertx, bench.server, listener, agents.password, bench.telephone::understood)
                        .compose(feed -> experiment.run(random).eventually(feed::close)));
            }
        }
        return 0;
    }
}
