package dev.sotto.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.desk.Judgement;
import dev.sotto.loadtest.desk.ThinkingTime;
import dev.sotto.loadtest.desk.VirtualAgent;
import dev.sotto.loadtest.experiment.Calls;
import dev.sotto.loadtest.experiment.Scenario;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/** Small runs of the experiments that the commands make; one after the other, as they count every open line. */
@Execution(ExecutionMode.SAME_THREAD)
@Isolated("measures")
class CommandsIT {
    private final House house = House.get();

    @Test
    void callsOfAMixAreHelpedAndMeasured() {
        List<Script> callers = List.of(Scenario.DAMAGED.script(), Scenario.BARGE_IN.script());
        callers.forEach(house.voice::learn);
        var manner =
                new VirtualAgent.Manner(3, ThinkingTime.fixed(Duration.ofSeconds(1)), Judgement.approvals("decline"));
        var plan = new Calls.Plan("shop", Duration.ofSeconds(1), callers, List.of("ben"), House.PASSWORD, manner);

        Report report = House.awaitLong(new Calls(house.vertx, house.telephone, house.nobody, plan).run(new Random(1)));

        assertThat(report.figure("calls")).as(report.toString()).isEqualTo("{completed=2}");
        assertThat(report.figure("answers that counted")).isEqualTo(1);
        assertThat(report.time("consult reached -> card").count()).isEqualTo(1);
        assertThat(report.time("greeting after ACK").count()).isEqualTo(2);
        assertThat(report.time("end of turn -> first sound").count()).isGreaterThanOrEqualTo(2);
        assertThat(report.time("barge-in -> silence").count()).isPositive();
    }
}
