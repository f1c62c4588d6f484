package dev.sotto.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.call.Termination;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final DiallerSettings PLAIN = new DiallerSettings(
            Duration.ofSeconds(30), 2, 5, Duration.ofMinutes(1), 3, Duration.ofMinutes(5), false, "");

    private final Vertx vertx = Vertx.vertx();
    private final FakeOrders orders = new FakeOrders();
    private final FakeLines lines = new FakeLines();
    private Instant now = START;
    private boolean welcome = true;
    private Attempts attempts = attempts(PLAIN);

    @AfterEach
    void close() {
        vertx.close();
    }

    private Attempts attempts(DiallerSettings settings) {
        BusRecords.register(vertx.eventBus());
        Talks talks = new Talks(vertx.eventBus(), new Addresses("test", 1), "edge.test.sip-0", () -> now);
        return new Attempts(orders, talks, lines, settings, () -> now, Runnable::run, () -> welcome);
    }

    private Order order(String id, String target, OrderState state) {
        Order order = new Order(
                id,
                "c-" + id,
                state,
                target,
                null,
                null,
                Map.of("task", "refund"),
                Duration.ofSeconds(30),
                "leave_message",
                null,
                "f",
                null,
                null,
                null,
                0,
                now,
                now,
                null,
                null,
                null,
                null);
        orders.rows.put(id, order);
        attempts.put(order);
        return order;
    }

    @Test
    void tryingIsDurableBeforeThePhoneRings() {
        order("a", "sip:a@192.0.2.1", OrderState.QUEUED);
        orders.down = true;

        attempts.tick();

        assertThat(lines.dialled).isEmpty();
        orders.down = false;
        now = now.plusSeconds(61);
        attempts.tick();
        assertThat(lines.dialled).hasSize(1);
        assertThat(orders.row("a").state()).isEqualTo(OrderState.TRYING);
    }

    @Test
    void busyIsTriedAgainAfterAWhileAndGivenUpAfterThreeTimes() {
        order("a", "sip:a@192.0.2.1", OrderState.QUEUED);
        for (int n = 1; n <= 3; n++) {
            attempts.tick();
            assertThat(lines.dialled).hasSize(n);
            lines.lastEnds(Termination.BUSY, 486);
            attempts.tick();
            now = now.plus(Duration.ofMinutes(4));
            attempts.tick();
            assertThat(lines.dialled).as("not before its time").hasSize(n);
            now = now.plus(Duration.ofMinutes(1));
        }

        assertThat(orders.row("a").state()).isEqualTo(OrderState.ENDED);
        assertThat(orders.row("a").outcome()).isEqualTo("busy");
        assertThat(orders.row("a").status()).isEqualTo(486);
        assertThat(orders.row("a").tries()).isEqualTo(3);
    }

    @Test
    void whoDoesNotWantItIsNotCalledAgain() {
        order("a", "sip:a@192.0.2.1", OrderState.QUEUED);
        attempts.tick();

        lines.lastEnds(Termination.REFUSED, 603);

        assertThat(orders.row("a").state()).isEqualTo(OrderState.ENDED);
    }

    @Test
    void answeredCallEndsOnceAndIsNotTriedAgain() {
        order("a", "sip:a@192.0.2.1", OrderState.QUEUED);
        attempts.tick();
        lines.last().ringing();
        assertThat(attempts.state(orders.row("a"))).isEqualTo("ringing");
        lines.last().answered();
        assertThat(orders.row("a").state()).isEqualTo(OrderState.ANSWERED);
        lines.last().machine();
        assertThat(attempts.state(orders.row("a"))).isEqualTo("machine");

        lines.last().ended(Termination.MESSAGE_LEFT, null);

        assertThat(orders.row("a").outcome()).isEqualTo("message_left");
        assertThat(attempts.size()).isZero();
    }

    @Test
    void soManyAtOnceAndNobodyTwiceWithinTheGap() {
        order("a", "sip:a@192.0.2.1", OrderState.QUEUED);
        order("b", "sip:a@192.0.2.1", OrderState.QUEUED);
        order("c", "sip:c@192.0.2.1", OrderState.QUEUED);
        order("d", "sip:d@192.0.2.1", OrderState.QUEUED);

        attempts.tick();
        assertThat(lines.dialled).extracting(dial -> dial.conversationId()).containsExactly("c-a", "c-c");
        lines.lastEnds(Termination.REFUSED, 603);
        attempts.tick();

        assertThat(lines.dialled).extracting(dial -> dial.conversationId()).containsExactly("c-a", "c-c", "c-d");
    }

    @Test
    void drainingGatewayPlacesNothing() {
        order("a", "sip:a@192.0.2.1", OrderState.QUEUED);
        welcome = false;

        attempts.tick();

        assertThat(lines.dialled).isEmpty();
    }

    @Test
    void whatIsDueAtNightWaits() {
        attempts = attempts(new DiallerSettings(
                Duration.ofSeconds(30), 2, 5, Duration.ZERO, 3, Duration.ofMinutes(5), false, "12:00-13:00"));
        order("a", "sip:a@192.0.2.1", OrderState.QUEUED);
        attempts.tick();
        assertThat(lines.dialled).isEmpty();

        now = START.plus(Duration.ofHours(2));
        attempts.tick();

        assertThat(lines.dialled).hasSize(1);
    }

    @Test
    void promiseWaitsForItsMomentWhichComesOnce() {
        Order order = order("a", "sip:a@192.0.2.1", OrderState.WAITING);
        attempts.tick();
        assertThat(lines.dialled).isEmpty();

        attempts.due(order);
        attempts.due(orders.row("a"));

        assertThat(lines.dialled).hasSize(1);
    }

    @Test
    void calledOffBeforeItRings() {
        Order order = order("a", "sip:a@192.0.2.1", OrderState.QUEUED);

        attempts.cancel(order);
        attempts.tick();

        assertThat(lines.dialled).isEmpty();
        assertThat(orders.row("a").outcome()).isEqualTo("cancelled");
    }

    @Test
    void calledOffWhileItRingsIsNotTriedAgain() {
        order("a", "sip:a@192.0.2.1", OrderState.QUEUED);
        attempts.tick();

        attempts.cancel(orders.row("a"));
        assertThat(lines.hungUp).containsExactly("c-a");
        lines.lastEnds(Termination.NO_ANSWER, 487);

        assertThat(orders.row("a").state()).isEqualTo(OrderState.ENDED);
        assertThat(orders.row("a").outcome()).isEqualTo("cancelled");
    }

    @Test
    void callThatWasBeingPlacedAtACrashIsLostAndNotPlacedAgain() {
        Order trying = order("a", "sip:a@192.0.2.1", OrderState.QUEUED).trying();

        attempts.recover(trying);
        attempts.tick();

        assertThat(orders.row("a").outcome()).isEqualTo("lost");
        assertThat(lines.dialled).isEmpty();
    }

    @Test
    void callThatWasBeingPlacedAtACrashIsPlacedAgainOnlyWhereTheSettingsSaySo() {
        attempts = attempts(
                new DiallerSettings(Duration.ofSeconds(30), 2, 5, Duration.ZERO, 3, Duration.ofMinutes(5), true, ""));
        Order trying = order("a", "sip:a@192.0.2.1", OrderState.QUEUED).trying();

        attempts.recover(trying);
        assertThat(orders.row("a").state()).isEqualTo(OrderState.QUEUED);
        assertThat(orders.row("a").outcome()).isEqualTo("lost");
        attempts.tick();

        assertThat(lines.dialled).hasSize(1);
    }

    @Test
    void answeredCallAtACrashIsLostEvenThen() {
        attempts = attempts(
                new DiallerSettings(Duration.ofSeconds(30), 2, 5, Duration.ZERO, 3, Duration.ofMinutes(5), true, ""));
        Order talking =
                order("a", "sip:a@192.0.2.1", OrderState.QUEUED).trying().answered(now);

        attempts.recover(talking);

        assertThat(orders.row("a").outcome()).isEqualTo("lost");
    }
}
