package dev.sotto.loadtest;

import dev.sotto.loadtest.centre.Centre;
import dev.sotto.loadtest.centre.Population;
import dev.sotto.loadtest.centre.Prices;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Circumstances;
import dev.sotto.loadtest.report.Progress;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "centre",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "What does it do to a contact centre when the assistant asks people in the background instead of transferring calls?",
            "",
            "The same callers, drawn before the run, call two gateways that this command starts itself. In one the assistant consults"
                    + " a person and stays with the caller; in the other it transfers the call at the same points, to a queue and"
                    + " the same number of people, who then talk, decide, say goodbye and wrap up. Calls are SIP with speech both"
                    + " ways; people read, think and type at a human pace; every seed is one run of both arms at the same time.",
            "",
            "The report holds ratios with 95 %% intervals over seeds, the vendor's claims against what came out, the comparison"
                    + " at equal service (more people for the escalating arm), a model in virtual time that is checked against"
                    + " the real calls, and sweeps that show where the advantage ends."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  centre --quick                                   two seeds of few callers, about 7 minutes",
            "  centre --json centre.json                        5 seeds, about 30 minutes",
            "  centre --people 3 --per-minute 18 --consult-rate 0.3 --seeds 1..8",
            "  centre --quick --human wrap_up=0 --human reading_wpm=600   people who skim cards, and wrap up nothing",
            "  plan --from centre.json                          then: how many people for 100 calls at once?",
            "",
            "Read first the table of claims, then 'the same service': with the same people an escalating centre can be so overloaded",
            "that every ratio looks good. Then the table that holds the model against the real calls, before believing the sweeps.",
            "Run it on a machine with nothing else to do: two gateways recognise speech of all live calls."
        })
final class CentreCommand implements Callable<Integer> {
    @Option(names = "--people", description = "At work in each arm. Default: ${DEFAULT-VALUE}", defaultValue = "2")
    private int people;

    @Option(
            names = "--callers",
            description = "Counted ones of each seed. Default: ${DEFAULT-VALUE}",
            defaultValue = "48")
    private int callers;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Callers before them, who fill the lines. Default: ${DEFAULT-VALUE}",
            defaultValue = "12")
    private int warmUp;

    @Option(
            names = "--per-minute",
            paramLabel = "N",
            description = "Arrivals. Default: ${DEFAULT-VALUE}",
            defaultValue = "24")
    private double perMinute;

    @Option(
            names = "--consult-rate",
            paramLabel = "SHARE",
            description = "Callers whose wish needs a person. Default: ${DEFAULT-VALUE}",
            defaultValue = "0.2")
    private double consultRate;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "Median patience with waiting for a person. Default: ${DEFAULT-VALUE}",
            defaultValue = "95")
    private int patience;

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            description = "One run each. Default: ${DEFAULT-VALUE}",
            defaultValue = "1..5")
    private String seeds = "1..5";

    @Option(
            names = "--arms",
            paramLabel = "together|after-each-other",
            description =
                    "At the same time on this machine, or one after the other (twice as long). Default: ${DEFAULT-VALUE}",
            defaultValue = "together")
    private String arms = "together";

    @Option(
            names = "--verify",
            paramLabel = "PEOPLE",
            description =
                    "One more real run of the escalating arm with so many people; 0: as many as the model says it needs for"
                            + " under 2 %% lost; -1: none. Default: ${DEFAULT-VALUE}",
            defaultValue = "0")
    private int verify;

    @Option(
            names = "--sweep-delay",
            split = ",",
            paramLabel = "TIMES",
            description =
                    "Further real runs of the first seed with people so many times slower, for example 0.5,4. Default: none")
    private List<Double> delays = List.of();

    @Option(
            names = "--human",
            paramLabel = "NAME=VALUE",
            description = "Changes one of the human times by the name in the report's table, for example wrap_up=0")
    private Map<String, Double> human = Map.of();

    @Option(
            names = "--wage",
            paramLabel = "PRICE",
            description = "Of a person's hour. Default: ${DEFAULT-VALUE}",
            defaultValue = "30")
    private double wage;

    @Option(
            names = "--core-hour",
            paramLabel = "PRICE",
            description = "Default: ${DEFAULT-VALUE}",
            defaultValue = "0.05")
    private double coreHour;

    @Option(
            names = "--call-minute",
            paramLabel = "PRICE",
            description = "Default: ${DEFAULT-VALUE}",
            defaultValue = "0.01")
    private double callMinute;

    @Option(names = "--quick", description = "Two seeds of 24 callers, no verifying run: to see that it works")
    private boolean quick;

    @Option(names = "--data", paramLabel = "FOLDER", description = "For the gateways' data. Default: one of its own")
    private @Nullable Path data;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Override
    public Integer call() throws Exception {
        Circumstances circumstances = Circumstances.now(Main.commandLine());
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        try (Voice voice = new Voice()) {
            Path parent = data == null ? Path.of(System.getProperty("java.io.tmpdir")) : Files.createDirectories(data);
            // a new one each time: a gateway that has been here before would go on with what was open then
            Path folder = Files.createTempDirectory(parent, "sotto-centre-");
            Report report = Bench.await(new Centre(vertx, voice, folder, plan(), new Progress()).run());
            reports.write(report, circumstances);
        } finally {
            Bench.await(vertx.close());
        }
        return 0;
    }

    private Centre.Plan plan() {
        int counted = quick ? 24 : callers;
        int before = quick ? 6 : warmUp;
        Population population =
                Population.of(counted, before, perMinute, consultRate).withPatience(Duration.ofSeconds(patience));
        return new Centre.Plan(
                population,
                people,
                humans(),
                quick ? List.of(1L, 2L) : seeds(seeds),
                !arms.startsWith("after"),
                quick ? -1 : verify,
                delays,
                new Prices(wage, coreHour, callMinute));
    }

    private HumanTimes humans() {
        HumanTimes humans = HumanTimes.usual(1);
        for (Map.Entry<String, Double> one : human.entrySet()) {
            humans = humans.with(one.getKey(), one.getValue());
        }
        return humans;
    }

    static List<Long> seeds(String text) {
        if (!text.matches("\\d{1,6}(\\.\\.\\d{1,6})?")) {
            throw new IllegalArgumentException("--seeds wants one number or a range as 1..5, not " + text);
        }
        String[] ends = text.split("\\.\\.");
        return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
                .boxed()
                .toList();
    }
}
