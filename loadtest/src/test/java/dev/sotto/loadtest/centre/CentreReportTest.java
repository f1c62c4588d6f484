package dev.sotto.loadtest.centre;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.desk.HumanTimesTable;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report of runs that the model made: the arithmetic of everything behind the calls. */
class CentreReportTest {
    private static final Population POPULATION = Population.of(60, 5, 12, 0.5);
    private static final Stages STAGES = Stages.assumed().with(Stage.CARD, Quantiles.fixed(9));
    private static final Model.Setting TRUTH = new Model.Setting(STAGES, 2, 1);
    private static final Report REPORT = report();

    private static Report report() {
        var setup = new CentreReport.Setup(
                POPULATION, 2, new Prices(30, 0.05, 0.01), HumanTimesTable.of(HumanTimes.usual(1)), new JsonObject());
        Comparison runs = Comparison.modelled(POPULATION, TRUTH, 5);
        ArmRun staffed = Model.replicates(Arm.ESCALATE, POPULATION, new Model.Setting(STAGES, 9, 1), 1)
                .get(0);
        var slow = new CentreReport.Cell(
                "people 4 times slower",
                Comparison.modelled(POPULATION, new Model.Setting(STAGES, 2, 4), 1),
                POPULATION,
                2,
                4);
        return new CentreReport(runs, setup).report(staffed, List.of(slow));
    }

    @Test
    void everyPartIsThere() {
        assertThat(tables())
                .extracting(table -> table.getString("title"))
                .anyMatch(title -> title.equals("Claims"))
                .anyMatch(title -> title.startsWith("Both arms"))
                .anyMatch(title -> title.startsWith("The same service"))
                .anyMatch(title -> title.startsWith("How conversations ended"))
                .anyMatch(title -> title.startsWith("Cost"))
                .anyMatch(title -> title.startsWith("Is the model right?"))
                .anyMatch(title -> title.startsWith("Where the advantage ends"))
                .anyMatch(title -> title.startsWith("Real runs at the extremes"))
                .anyMatch(title -> title.startsWith("Assumptions"))
                .anyMatch(title -> title.equals(Stages.TITLE));
        assertThat(REPORT.json().getJsonArray("plots")).hasSizeGreaterThanOrEqualTo(13);
    }

    @Test
    void everyClaimHasAVerdictWithAReason() {
        JsonArray claims = table("Claims");

        assertThat(claims).hasSize(4);
        for (Object one : claims) {
            JsonObject claim = (JsonObject) one;
            assertThat(claim.getString("verdict")).matches("(reached|not reached|open|above|below).*");
            assertThat(claim.getString("why")).isNotBlank();
        }
    }

    /** Fed with its own runs the model must give them back: otherwise its table of errors would mean nothing. */
    @Test
    void modelGivesBackRunsOfItsOwn() {
        for (Object one : table("Is the model right? The same callers, real and modelled (means over seeds)")) {
            JsonObject row = (JsonObject) one;
            String error = row.getString("error %");
            if (!error.equals("-")) {
                assertThat(Double.parseDouble(error)).as(row.encode()).isBetween(-12.0, 12.0);
            }
        }
    }

    @Test
    void advantageEndsAreNamed() {
        JsonArray ends = table("Where the advantage ends (model; everything else as measured)");

        assertThat(ends).hasSize(5);
        assertThat(ends)
                .anySatisfy(row ->
                        assertThat(((JsonObject) row).getString("varied")).contains("slower"));
    }

    @Test
    void nobodyIsTransferredInTheConsultArm() {
        assertThat(REPORT.figure("transfers in the consult arm")).isEqualTo(0L);
        assertThat(REPORT.figure("counted callers in each arm")).isEqualTo(300L);
    }

    private static List<JsonObject> tables() {
        return REPORT.json().getJsonArray("tables").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static JsonArray table(String title) {
        return tables().stream()
                .filter(table -> table.getString("title").equals(title))
                .findFirst()
                .orElseThrow()
                .getJsonArray("rows");
    }
}
