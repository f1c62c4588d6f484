package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecoderPoolTest {
    private final List<Integer> closed = new ArrayList<>();
    private int opened;
    private final DecoderPool<Integer> pool = new DecoderPool<>(() -> ++opened, closed::add, 2);

    @Test
    void whatIsGivenBackIsLentAgainLatestFirst() {
        int first = pool.borrow();
        int second = pool.borrow();
        pool.giveBack(first);
        pool.giveBack(second);
        assertThat(pool.borrow()).isEqualTo(second);
        assertThat(pool.borrow()).isEqualTo(first);
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void moreThanTheIdleLimitAreClosed() {
        pool.warm(3);
        assertThat(closed).containsExactly(3);
        assertThat(pool.open()).isEqualTo(2);
        pool.giveBack(pool.borrow());
        assertThat(pool.open()).isEqualTo(2);
    }

    @Test
    void closingWaitsForNobody() {
        int lent = pool.borrow();
        pool.warm(1);
        pool.close();
        assertThat(closed).containsExactly(2);
        pool.giveBack(lent);
        assertThat(closed).containsExactly(2, 1);
        assertThat(pool.open()).isZero();
    }
}
