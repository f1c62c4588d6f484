package dev.sotto.loadtest;

import dev.sotto.loadtest.chat.ChatLoad;
import dev.sotto.loadtest.chat.ChatPlan;
import dev.sotto.loadtest.chat.Host;
import dev.sotto.loadtest.chat.StormKind;
import dev.sotto.loadtest.server.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Many visitors in the chat: what a turn takes, what an idle visitor costs, what a reconnect storm does.",
            "Visitors connect over real WebSockets and are silent. Then turns come in an open stream (Poisson, drawn before the run)"
                    + " at each rate in turn. Then everybody's connection is cut at once, and all resume. At the end each reads their"
                    + " talk again and compares it with what was acknowledged."
        },
        footerHeading = "%nExample%n",
        footer = {
            "  ./mvnw -q -Ploadtest -Dexec.args=\"chat --own data/chat --visitors 10000 --ramp 60 --rates 50,100,200,400,800 --hold 30"
                    + " --storms cut,cut_now,kill,kill_now\"",
            "",
            "--own starts a gateway for the run in that folder, which may then be killed; --http with --pid measures one that runs.",
            "",
            "Read it like this: a turn's time is counted from when it was due, so that a server that stalls can't hide it. The ack says"
                    + " that the words are durable; the reply is the assistant's first line. The knee is the highest rate at which 99 of"
                    + " 100 turns are answered within 50 ms. Heap per visitor is exact (after a full collection); the table of classes"
                    + " says where it goes. 10,000 visitors need as many open files here and there: see ulimit -n."
        })
final class ChatCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--visitors", description = "Connected at once. Default: ${DEFAULT-VALUE}", defaultValue = "10000")
    private int visitors;

    @Option(
            names = "--ramp",
            paramLabel = "SECONDS",
            description = "They come at random over this time. Default: ${DEFAULT-VALUE}",
            defaultValue = "60")
    private int ramp;

    @Option(
            names = {"--rates", "--turns-per-second"},
            split = ",",
            paramLabel = "N",
            description = "Turns a second, one stretch for each. Default: ${DEFAULT-VALUE}",
            defaultValue = "100")
    private List<Double> rates = List.of();

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            description = "Length of a stretch. Default: ${DEFAULT-VALUE}",
            defaultValue = "60")
    private int hold;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "The first visitors talk so long before anything counts. Default: ${DEFAULT-VALUE}",
            defaultValue = "20")
    private int warmUp;

    @Option(
            names = "--cohort",
            paramLabel = "N",
            description = "So many have a conversation before memory is measured once more. Default: ${DEFAULT-VALUE}",
            defaultValue = "1000")
    private int cohort;

    @Option(
            names = "--talk",
            paramLabel = "TURNS",
            description = "Turns of such a conversation. Default: ${DEFAULT-VALUE}",
            defaultValue = "5")
    private int talk;

    @Option(
            names = "--storms",
            split = ",",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES}; the last two need --own. Default: cut,cut_now",
            defaultValue = "cut,cut_now")
    private List<StormKind> storms = List.of();

    @Option(names = "--pid", description = "The server's process on this machine: its memory and CPU are measured")
    private @Nullable Long pid;

    @Option(names = "--own", paramLabel = "FOLDER", description = "Starts a gateway for the run, with its data there")
    private @Nullable Path own;

    @Option(
            names = "--jvm",
            split = " ",
            paramLabel = "OPTIONS",
            description =
                    "Further options of our own gateway's JVM, in one pair of quotes, for example a recording of JFR")
    private List<String> jvm = List.of();

    @Override
    public Integer call() throws Exception {
        ChatPlan plan = new ChatPlan(
                visitors,
                Duration.ofSeconds(ramp),
                Duration.ofSeconds(warmUp),
                rates,
                Duration.ofSeconds(hold),
                cohort,
                talk,
                storms,
                server.seed);
        if (own == null && storms.stream().anyMatch(StormKind::kills)) {
            throw new IllegalArgumentException("a server is killed only when it is ours: --own");
        }
        try (Bench bench = new Bench(server, List.of())) {
            if (own == null) {
                bench.tell(ChatLoad.run(bench.vertx, Host.given(server.http, pid), plan));
            } else {
                alone(bench, own, plan);
            }
        }
        return 0;
    }

    private void alone(Bench bench, Path folder, ChatPlan plan) throws Exception {
        ServerProcess.Plan shop = ServerProcess.Plan.shop(folder, "whisper", 3);
        ServerProcess.Plan wanted = new ServerProcess.Plan(shop.data(), shop.settings(), jvm);
        Host.Own host = Host.own(bench.vertx, wanted, Bench.await(ServerProcess.start(bench.vertx, wanted)));
        try {
            bench.tell(ChatLoad.run(bench.vertx, host, plan));
        } finally {
            Bench.await(host.stop());
        }
    }
}
