package dev.sotto.media.speech.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ServiceCircuitTest {
    private final MovingClock clock = new MovingClock();
    private final RecordingMeter meter = new RecordingMeter();
    private final ServiceCircuit circuit = new ServiceCircuit("test", clock, meter);

    @Test
    void aFewFailuresAreForgiven() {
        fail(2, ServiceFailure.SLOW);

        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.state()).isEqualTo("closed");
    }

    @Test
    void manyFailuresOpenIt() {
        fail(3, ServiceFailure.SLOW);

        assertThat(circuit.admits()).isFalse();
        assertThat(circuit.state()).isEqualTo("open");
        assertThat(meter.all).containsExactly("circuit open");
    }

    @Test
    void aWrongKeyOpensItAtOnce() {
        fail(1, ServiceFailure.UNAUTHORIZED);

        assertThat(circuit.admits()).isFalse();
    }

    @Test
    void afterAPauseOneMayTry() {
        fail(3, ServiceFailure.CLOSED);
        clock.skip(ServiceCircuit.PAUSE.minusMillis(1));
        assertThat(circuit.admits()).isFalse();
        clock.skip(Duration.ofMillis(2));

        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.admits()).as("a second one").isFalse();
        assertThat(circuit.state()).isEqualTo("half_open");
    }

    @Test
    void aSuccessfulTryClosesIt() {
        halfOpen();
        circuit.succeeded();

        assertThat(circuit.state()).isEqualTo("closed");
        assertThat(meter.all).containsExactly("circuit open", "circuit half_open", "circuit closed");
    }

    @Test
    void aFailedTryOpensItForAnotherPause() {
        halfOpen();
        circuit.failed(ServiceFailure.SLOW);

        assertThat(circuit.state()).isEqualTo("open");
        clock.skip(ServiceCircuit.PAUSE.minusMillis(1));
        assertThat(circuit.admits()).isFalse();
    }

    @Test
    void aTryThatNobodyWantedAnyMoreLetsTheNextOneTry() {
        halfOpen();
        circuit.unknown();

        assertThat(circuit.admits()).isTrue();
    }

    private void halfOpen() {
        fail(3, ServiceFailure.SLOW);
        clock.skip(ServiceCircuit.PAUSE.plusMillis(1));
        assertThat(circuit.admits()).isTrue();
    }

    private void fail(int times, ServiceFailure why) {
        for (int i = 0; i < times; i++) {
            assertThat(circuit.admits()).isTrue();
            circuit.failed(why);
        }
    }

    /** Stands still until it is moved. */
    static final class MovingClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void skip(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
