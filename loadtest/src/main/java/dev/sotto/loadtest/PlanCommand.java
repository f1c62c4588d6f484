package dev.sotto.loadtest;

import dev.sotto.loadtest.centre.Lines;
import dev.sotto.loadtest.centre.Population;
import dev.sotto.loadtest.centre.Stages;
import dev.sotto.loadtest.plan.Demand;
import dev.sotto.loadtest.plan.Staffing;
import dev.sotto.loadtest.plan.Target;
import dev.sotto.loadtest.report.Circumstances;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "How many people does a desk need for so many calls at once? And how many, were the calls transferred?",
            "",
            "The desk is a queue of consults with one attention per person (Erlang-C); a phone queue loses callers who give up"
                    + " (Erlang-A). Beside both stands the model of the experiment, which draws measured times. Times come from a"
                    + " report of centre (--from), or are given; without either they are round assumptions, and the report says so.",
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  plan --from centre.json --consult-rate 0.3",
            "  plan --consult-rate 0.2 --consult-seconds 12 --transfer-seconds 180 --call-seconds 90 --within 10",
            "",
            "Read the note first: it is the sentence for 100 calls at once. Then the row of your own size. No server is needed."
        })
final class PlanCommand implements Callable<Integer> {
    @Option(names = "--from", paramLabel = "FILE", description = "The JSON of a report of centre")
    private @Nullable Path from;

    @Option(
            names = "--consult-rate",
            paramLabel = "SHARE",
            description = "Conversations that need a person. Default: the report's, else 0.5")
    private @Nullable Double consultRate;

    @Option(names = "--consult-seconds", description = "Attention for one consult. Default: as measured")
    private @Nullable Double consultSeconds;

    @Option(
            names = "--transfer-seconds",
            description = "Talk and wrap-up of one transferred call. Default: as measured")
    private @Nullable Double transferSeconds;

    @Option(names = "--call-seconds", description = "A conversation with the assistant. Default: as measured")
    private @Nullable Double callSeconds;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "Median patience with waiting for a person. Default: ${DEFAULT-VALUE}",
            defaultValue = "95")
    private int patience;

    @Option(
            names = "--answered",
            paramLabel = "SHARE",
            description = "Of consults, turned to in time. Default: ${DEFAULT-VALUE}",
            defaultValue = "0.95")
    private double answered;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description = "In time. Default: ${DEFAULT-VALUE}",
            defaultValue = "15")
    private double within;

    @Option(
            names = "--lost",
            paramLabel = "SHARE",
            description = "Of all callers, who may give up. Default: ${DEFAULT-VALUE}",
            defaultValue = "0.02")
    private double lost;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Override
    public Integer call() throws Exception {
        Circumstances circumstances = Circumstances.now(Main.commandLine());
        JsonObject read = from == null ? new JsonObject() : new JsonObject(Files.readString(from));
        Stages stages = from == null ? Stages.assumed() : Stages.read(read);
        double rate = consultRate != null
                ? consultRate
                : read.getJsonObject("setup", new JsonObject()).getDouble("consult_rate", 0.5);
        Population population = Population.of(1, 0, 1, rate).withPatience(Duration.ofSeconds(patience));
        Lines model = new Lines(population, stages);
        double mean = patience * Math.exp(population.patienceSpread() * population.patienceSpread() / 2);
        Demand demand = new Demand(
                rate,
                callSeconds == null ? model.callSeconds() : callSeconds,
                consultSeconds == null ? stages.consultSeconds() : consultSeconds,
                transferSeconds == null ? stages.callSeconds() : transferSeconds,
                Duration.ofMillis(Math.round(mean * 1_000)));
        Report report = new Staffing(demand, new Target(answered, within, lost), model)
                .report(new JsonObject()
                        .put("from", from == null ? "assumed times, nothing was measured" : from.toString())
                        .put("consult_rate", rate)
                        .put("answered", answered)
                        .put("within_s", within)
                        .put("lost", lost)
                        .put("patience_median_s", patience));
        reports.write(report, circumstances);
        return 0;
    }
}
