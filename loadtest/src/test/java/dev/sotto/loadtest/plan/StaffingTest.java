package dev.sotto.loadtest.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.loadtest.centre.Lines;
import dev.sotto.loadtest.centre.Population;
import dev.sotto.loadtest.centre.Stages;
import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.statistics.Erlang;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StaffingTest {
    private static final Population POPULATION = Population.of(1_000, 100, 12, 0.5);
    private static final Lines MODEL = new Lines(POPULATION, Stages.assumed());
    private static final Demand DEMAND = new Demand(0.5, 60, 10, 80, Duration.ofSeconds(114));
    private static final Target TARGET = new Target(0.95, 15, 0.02);
    private final Staffing staffing = new Staffing(DEMAND, TARGET, MODEL);

    /** 100 calls of a minute, half of which need ten seconds: 0.83 a second, 8.3 Erlang. */
    @Test
    void deskIsTheFewestPeopleThatMeetTheTarget() {
        int people = staffing.desk(100);

        assertThat(Erlang.servedWithin(15, people, 100 / 60.0 / 2, 10)).isGreaterThanOrEqualTo(0.95);
        assertThat(Erlang.servedWithin(15, people - 1, 100 / 60.0 / 2, 10)).isLessThan(0.95);
        assertThat(people).isBetween(9, 13);
    }

    /** 66.7 Erlang of transferred calls; of them 4 % may be lost where half of all callers are transferred. */
    @Test
    void transferringTakesAsManyAsErlangASays() {
        int people = staffing.phones(100);

        assertThat(Erlang.a(people, 100 / 60.0 / 2, 80, 114).abandons()).isLessThan(0.04);
        assertThat(Erlang.a(people - 1, 100 / 60.0 / 2, 80, 114).abandons()).isGreaterThanOrEqualTo(0.04);
        assertThat(people).isGreaterThan(5 * staffing.desk(100));
    }

    @Test
    void biggerDesksShareTheirWorkBetter() {
        assertThat(1_000.0 / staffing.desk(1_000)).isGreaterThan(10.0 / staffing.desk(10));
    }

    @Test
    void reportSaysTheSentenceAndHoldsTheModelBesideTheFormula() {
        Report report = staffing.report(new JsonObject());

        JsonObject json = report.json();
        assertThat(json.getJsonArray("notes").getString(0))
                .startsWith("For 100 calls at once you need " + staffing.desk(100));
        assertThat(json.getJsonArray("tables").getJsonObject(0).getJsonArray("rows"))
                .hasSize(12);
        assertThat(report.figure("people at the desk for 100 calls at once")).isEqualTo(staffing.desk(100));
    }

    /** Two ways to the same: the formula and the played queue must not be far apart. */
    @Test
    void modelAndErlangAAgreeOnTransferring() {
        Stages stages = Stages.assumed();
        Demand demand = Demand.of(stages, 0.5, MODEL.callSeconds(), Duration.ofSeconds(114));
        int formula = new Staffing(demand, TARGET, MODEL).phones(100);
        int model = MODEL.peopleFor(60 * 100 / demand.callSeconds(), 0.02).escalate();

        assertThat((double) model / formula).isCloseTo(1, within(0.12));
    }
}
