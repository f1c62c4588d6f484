package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.message.ToEdge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldingTest {
    private static final ToEdge HANG_UP = new ToEdge.HangUp("c", "completed");

    private final FakeAlarm alarm = new FakeAlarm();
    private final List<String> events = new ArrayList<>();
    private final Holding holding = new Holding(
            alarm, Duration.ofMinutes(30), () -> events.add("too long"), line -> events.add("unsaid " + line));

    private static ToEdge say(long line) {
        return new ToEdge.Say("c", line, Party.ASSISTANT, "words", true, Instant.EPOCH);
    }

    @Test
    void nothingWaitsWhileTheCallerListens() {
        assertThat(holding.takes(say(1))).isFalse();
        assertThat(holding.turn(false)).isFalse();
        assertThat(alarm.running()).isZero();
    }

    @Test
    void wordsEndAndTransferWaitInTheirOrder() {
        ToEdge transfer = new ToEdge.Transfer("c", "sip:x", true, Map.of());
        assertThat(holding.turn(true)).isTrue();
        assertThat(holding.turn(true)).isFalse();
        assertThat(holding.takes(say(1))).isTrue();
        assertThat(holding.takes(transfer)).isTrue();
        assertThat(holding.takes(HANG_UP)).isTrue();
        assertThat(holding.takes(new ToEdge.Turn("c", ""))).isFalse();
        assertThat(holding.takes(new ToEdge.Expect("c", "anything", 0))).isFalse();
        assertThat(holding.turn(false)).isTrue();
        assertThat(holding.release()).containsExactly(say(1), transfer, HANG_UP);
        assertThat(holding.release()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void wordsThatAreTakenBackAreReportedAsUnsaidAndTheEndStillComes() {
        holding.turn(true);
        holding.takes(say(1));
        holding.takes(HANG_UP);
        assertThat(holding.takes(new ToEdge.StopSaying("c"))).isTrue();
        holding.takes(say(2));
        assertThat(holding.takes(new ToEdge.Yield("c"))).isTrue();
        assertThat(events).containsExactly("unsaid 1", "unsaid 2");
        assertThat(holding.release()).containsExactly(HANG_UP);
    }

    @Test
    void whatWaitsIsBounded() {
        holding.turn(true);
        for (int line = 1; line <= 40; line++) {
            assertThat(holding.takes(say(line))).isTrue();
        }
        assertThat(events).hasSize(8).contains("unsaid 33", "unsaid 40");
        assertThat(holding.release()).hasSize(32);
    }

    @Test
    void holdForEverIsBounded() {
        holding.turn(true);
        alarm.pass(Duration.ofMinutes(30).toMillis() - 1);
        assertThat(events).isEmpty();
        alarm.pass(1);
        assertThat(events).containsExactly("too long");
    }

    @Test
    void callerWhoIsBackIsNotLetGo() {
        holding.turn(true);
        holding.turn(false);
        alarm.pass(Duration.ofHours(2).toMillis());
        assertThat(events).isEmpty();
        holding.turn(true);
        holding.close();
        assertThat(alarm.running()).isZero();
    }
}
