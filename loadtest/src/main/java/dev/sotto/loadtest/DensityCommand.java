package dev.sotto.loadtest;

import dev.sotto.loadtest.density.Callers;
import dev.sotto.loadtest.density.Density;
import dev.sotto.loadtest.density.EchoLimit;
import dev.sotto.loadtest.density.Growth;
import dev.sotto.loadtest.density.MediaMix;
import dev.sotto.loadtest.density.Peer;
import dev.sotto.loadtest.phone.Impairment;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Progress;
import java.time.Duration;
import java.util.ArrayList;
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
        description = {
            "How many lines a server can hold, and what each of them costs.",
            "",
            "Callers dial a line that only plays (prompt) or echoes (echo) and keep it, talking. At each number of calls some",
            "seconds are counted in which none begins or ends: late and lost packets at the callers, CPU time and memory of the",
            "server's process (--pid), and what the server's own /metrics says."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  SOTTO_SIP_MAX_CALLS=3000 ./mvnw -q -Prun            the server, in a shell of its own; then, in another:",
            "  density --calls 200 --hold 20 --pid $(pgrep -f dev.sotto.gateway.Main)",
            "  density --growth 50,100,200,500,1000,2000 --step-hold 15 --pid PID",
            "  density --growth 100,500 --media pcmu=60,g722=20,opus=10,srtp=10 --loss 2 --burst 3 --jitter 30 --pid PID",
            "  density --growth 200,500,1000 --user echo --pid PID --limit        how far from the least a call can cost?",
            "  density --growth 100,200 --pid PID --beside asterisk=127.0.0.1:5070,user=600,pid=PID2",
            "  density --sip HOST:PORT --user 600 --no-metrics --calls 100     another server alone",
            "",
            "How to read it: \"calls per core\" is one second divided by the server's CPU time for one second of one call; it says",
            "how many such calls a core could serve if nothing else got in the way, so look at \"late\" as well: a packet over",
            "10 ms behind its own 20 ms schedule. \"own beats late\" is our own unpunctuality by the same measure: where it is not",
            "near zero, this machine is too busy for the run, and lateness is ours as well as the server's. Growing ends by",
            "itself, and the report says so, when over 5 %% of the calls are refused or of our beats are late.",
            "With --beside, servers take turns at each step on the same machine; only such ratios can be compared."
        })
final class DensityCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--calls", description = "How many lines. Default: ${DEFAULT-VALUE}", defaultValue = "50")
    private int calls;

    @Option(
            names = "--growth",
            split = ",",
            paramLabel = "CALLS",
            description = "Several numbers of lines, one after the other, instead of --calls")
    private List<Integer> growth = List.of();

    @Option(
            names = "--user",
            description = "prompt, echo or another. Default: ${DEFAULT-VALUE}",
            defaultValue = "prompt")
    private String user = "prompt";

    @Option(
            names = {"--hold", "--step-hold"},
            paramLabel = "SECONDS",
            description = "How long each number is counted. Default: ${DEFAULT-VALUE}",
            defaultValue = "10")
    private int hold;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "How many callers dial in a second, evenly. Default: ${DEFAULT-VALUE}",
            defaultValue = "50")
    private int rate;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Holds the first number so long before anything counts. Default: ${DEFAULT-VALUE}",
            defaultValue = "10")
    private int warmUp;

    @Option(
            names = "--media",
            paramLabel = "SHARES",
            description =
                    "What callers speak: pcmu, pcma, g722, opus, srtp (G.711 encrypted, keys by SDES) with their shares,"
                            + " kept exactly at every step. Default: ${DEFAULT-VALUE}",
            defaultValue = "pcmu")
    private String media = "pcmu";

    @Option(names = "--muted", description = "Callers send silence instead of talk spurts")
    private boolean muted;

    @Option(
            names = "--loss",
            paramLabel = "PERCENT",
            description = "Packets that our side loses, each way. Default: ${DEFAULT-VALUE}",
            defaultValue = "0")
    private double loss;

    @Option(
            names = "--burst",
            paramLabel = "PACKETS",
            description =
                    "How many are lost in a row on average (Gilbert model); 1: at random. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    private double burst;

    @Option(
            names = "--jitter",
            paramLabel = "MILLIS",
            description = "Our packets leave up to so much late, and overtake each other. Default: ${DEFAULT-VALUE}",
            defaultValue = "0")
    private int jitter;

    @Option(names = "--pid", description = "The server's process on this machine: its CPU and memory are counted")
    private @Nullable Long pid;

    @Option(
            names = "--beside",
            paramLabel = "NAME=HOST:PORT[,user=U][,pid=P][,http=URL]",
            split = "\\s+",
            splitSynopsisLabel = " ",
            description = "Another server, measured in turns with the first one; may be given several times")
    private List<String> beside = List.of();

    @Option(
            names = "--limit",
            description =
                    "Measures a bare echo in C (recvmmsg, sendmmsg) in turns with the servers: the least that a call can"
                            + " cost on this machine. Wants a C compiler, and callers that speak pcmu or pcma")
    private boolean limit;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            description = "Callers that share a port for their sound; 1 for a server that has one port for many calls."
                    + " Default: ${DEFAULT-VALUE}",
            defaultValue = "8")
    private int lanes;

    @Option(
            names = "--loops",
            paramLabel = "N",
            description = "Event loops of ours; more than one wants more than two cores. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    private int loops;

    @Option(
            names = "--no-metrics",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "The server has no /metrics of ours")
    private boolean metrics = true;

    @Override
    public Integer call() throws Exception {
        List<Peer> peers = peers();
        try (Bench bench = new Bench(server, List.of());
                Voice voice = new Voice()) {
            EchoLimit echo = limit ? Bench.await(EchoLimit.start(bench.vertx, server.localAddress())) : null;
            if (echo != null) {
                peers.add(echo.peer());
            }
            try {
                bench.tell(new Density(bench.vertx, voice, plan(peers), new Progress()).run());
            } finally {
                if (echo != null) {
                    echo.stop();
                }
            }
        }
        return 0;
    }

    private List<Peer> peers() throws Exception {
        OptionalLong process = pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
        List<Peer> peers = new ArrayList<>();
        peers.add(new Peer("server", server.sipAddress(), user, process, metrics ? server.http : null));
        beside.forEach(other -> peers.add(Peer.parse(other, user)));
        return peers;
    }

    private Density.Plan plan(List<Peer> peers) throws Exception {
        var steps = new Growth(
                growth.isEmpty() ? List.of(calls) : growth, Duration.ofSeconds(hold), Duration.ofSeconds(warmUp), rate);
        var callers = new Callers(MediaMix.parse(media), new Impairment(loss, burst, jitter), muted, lanes, loops);
        return new Density.Plan(peers, steps, callers, server.localAddress(), server.seed);
    }
}
