package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private final TimerWheel wheel = new TimerWheel(1_000);
    private final List<String> fired = new ArrayList<>();

    @Test
    void neverFiresEarlyAndAtMostTwoTicksLate() {
        wheel.start(500, () -> fired.add("timer"));
        wheel.advanceTo(1_499);
        assertThat(fired).isEmpty();
        wheel.advanceTo(1_520);
        assertThat(fired).containsExactly("timer");
    }

    @Test
    void timersBeyondOneTurnOfTheWheelWait() {
        wheel.start(32_000, () -> fired.add("H"));
        wheel.advanceTo(32_990);
        assertThat(fired).isEmpty();
        wheel.advanceTo(33_030);
        assertThat(fired).containsExactly("H");
    }

    @Test
    void stoppedTimerDoesNotFire() {
        TimerWheel.Timer timer = wheel.start(100, () -> fired.add("no"));
        assertThat(timer.stop()).isTrue();
        wheel.advanceTo(5_000);
        assertThat(fired).isEmpty();
        assertThat(timer.stop()).isFalse();
        assertThat(wheel.running()).isZero();
    }

    @Test
    void timerMayStopAnotherOfTheSameTick() {
        TimerWheel.Timer[] second = new TimerWheel.Timer[1];
        wheel.start(100, () -> second[0].stop());
        second[0] = wheel.start(100, () -> fired.add("second"));
        wheel.advanceTo(2_000);
        assertThat(fired).isEmpty();
    }

    @Test
    void failingTimerDoesNotKeepOthersFromFiring() {
        wheel.start(100, () -> {
            throw new IllegalStateException("expected by the test");
        });
        wheel.start(100, () -> fired.add("next"));
        wheel.advanceTo(2_000);
        assertThat(fired).containsExactly("next");
    }

    @Test
    void thousandTimersFireInOrderOfTheirTime() {
        Random random = new Random(3);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int delay = random.nextInt(40_000);
            wheel.start(delay, () -> order.add((delay + TimerWheel.TICK_MILLIS - 1) / TimerWheel.TICK_MILLIS));
        }
        wheel.advanceTo(60_000);
        assertThat(order).hasSize(1_000).isSorted();
    }
}
