package dev.sotto.loadtest.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorTest {
    private final List<String> taken = new ArrayList<>();
    private final Floor<String> floor = new Floor<>(2, taken::add);

    @Test
    void whoComesFirstIsServedFirst() {
        List.of("a", "b", "c", "d").forEach(floor::joins);
        assertThat(taken).containsExactly("a", "b");
        assertThat(floor.queued()).isEqualTo(2);

        floor.free();

        assertThat(taken).containsExactly("a", "b", "c");
        assertThat(floor.queued()).isEqualTo(1);
        assertThat(floor.busy()).isEqualTo(2);
    }

    @Test
    void whoLeavesTheQueueIsNotServed() {
        List.of("a", "b", "c", "d").forEach(floor::joins);

        assertThat(floor.left("c")).isTrue();
        floor.free();

        assertThat(taken).containsExactly("a", "b", "d");
        assertThat(floor.left("a")).isFalse();
    }

    @Test
    void aFreePersonTakesTheNextAtOnce() {
        floor.joins("a");
        floor.free();
        assertThat(floor.busy()).isZero();

        floor.joins("b");

        assertThat(taken).containsExactly("a", "b");
        assertThat(floor.busy()).isEqualTo(1);
    }

    @Test
    void withNobodyThereEverybodyWaits() {
        Floor<String> empty = new Floor<>(0, taken::add);
        empty.joins("a");

        assertThat(taken).isEmpty();
        assertThat(empty.queued()).isEqualTo(1);
    }

    @Test
    void nobodyIsFreedTwice() {
        assertThatThrownBy(floor::free).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Floor<String>(-1, taken::add)).isInstanceOf(IllegalArgumentException.class);
    }
}
