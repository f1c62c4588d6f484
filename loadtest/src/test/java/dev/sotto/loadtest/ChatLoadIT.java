package dev.sotto.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.chat.ChatLoad;
import dev.sotto.loadtest.chat.ChatPlan;
import dev.sotto.loadtest.chat.Host;
import dev.sotto.loadtest.chat.ServerProbe;
import dev.sotto.loadtest.chat.StormKind;
import dev.sotto.loadtest.report.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small chat run against a whole gateway: fifty visitors, and a storm of them. */
class ChatLoadIT {
    private static final int VISITORS = 50;
    private final House house = House.get();

    @Test
    void fiftyVisitorsTalkAreCutOffAndComeBackWithNothingLost() {
        ChatPlan plan = new ChatPlan(
                VISITORS,
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                List.of(20.0),
                Duration.ofSeconds(2),
                0,
                0,
                List.of(StormKind.CUT, StormKind.CUT_NOW),
                3);

        Report report = House.awaitLong(ChatLoad.run(house.vertx, Host.given(house.nobody.base(), null), plan));

        assertThat(report.figure("visitors connected")).as(report.toString()).isEqualTo(VISITORS);
        assertThat(report.figure("errors")).isEqualTo("none");
        assertThat(report.time("turn -> ack at 20.0/s").count()).isGreaterThan(10);
        assertThat(report.time("turn -> reply at 20.0/s").count())
                .isEqualTo(report.time("turn -> ack at 20.0/s").count());
        assertThat(report.figure("back after cut, page's back-off, s")).isInstanceOf(Double.class);
        assertThat(report.figure("back after cut, no back-off, s")).isInstanceOf(Double.class);
        assertThat((Long) report.figure("lines acknowledged")).isGreaterThan(50);
        assertThat(report.figure("acknowledged lines lost")).isEqualTo(0);
        assertThat(report.figure("lines there twice")).isEqualTo(0);
        assertThat(report.figure("visitors who could not come back to read")).isEqualTo(0);
    }

    @Test
    void aProcessTellsWhatLivesInIt() {
        byte[] held = new byte[3_000_000];
        ServerProbe probe =
                new ServerProbe(house.vertx, () -> ProcessHandle.current().pid());

        ServerProbe.Memory memory = House.await(probe.memory());

        assertThat(memory.live().bytes().get("[B")).isGreaterThan(held.length);
        assertThat(memory.live().total()).isLessThan(memory.resident());
    }
}
