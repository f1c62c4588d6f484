package dev.sotto.orchestrator.desk;

import static dev.sotto.orchestrator.desk.Cards.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines();

    @Test
    void keysFallDueInTheOrderOfTheirMomentsAndOnce() {
        deadlines.set("late", NOON.plusSeconds(9));
        deadlines.set("soon", NOON.plusSeconds(1));
        deadlines.set("same", NOON.plusSeconds(1));

        assertThat(deadlines.next()).contains(NOON.plusSeconds(1));
        assertThat(deadlines.due(NOON)).isEmpty();
        assertThat(deadlines.due(NOON.plusSeconds(1))).containsExactly("same", "soon");
        assertThat(deadlines.due(NOON.plusSeconds(1))).isEmpty();
        assertThat(deadlines.due(NOON.plusSeconds(60))).containsExactly("late");
    }

    @Test
    void aMomentCanBeMovedAndCancelledAndLeavesNothingBehind() {
        deadlines.set("moved", NOON.plusSeconds(1));
        deadlines.set("moved", NOON.plusSeconds(5));
        deadlines.set("cancelled", NOON.plusSeconds(1));
        deadlines.cancel("cancelled");

        assertThat(deadlines.due(NOON.plusSeconds(4))).isEmpty();
        assertThat(deadlines.due(NOON.plusSeconds(5))).containsExactly("moved");
        assertThat(deadlines.size()).isZero();
        assertThat(deadlines.next()).isEmpty();
    }
}
