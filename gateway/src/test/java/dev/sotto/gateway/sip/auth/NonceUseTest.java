package dev.sotto.gateway.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NonceUseTest {
    /** Whatever comes in whatever order, no count is taken twice; one that is new and not far behind is taken. */
    @Property(tries = 300)
    void noCountIsTakenTwice(@ForAll @Size(max = 80) List<@IntRange(min = 0, max = 150) Integer> counts) {
        NonceUse uses = new NonceUse(10);
        Set<Integer> taken = new HashSet<>();
        int highest = 0;
        for (int count : counts) {
            boolean fresh = uses.use("nonce", 1, count);
            boolean expected = count > 0 && !taken.contains(count) && highest - count < 64;
            assertThat(fresh).as("count %d after %s", count, taken).isEqualTo(expected);
            if (fresh) {
                taken.add(count);
                highest = Math.max(highest, count);
            }
        }
    }

    @Test
    void whatHadToBeForgottenMayNotBeUsed() {
        NonceUse uses = new NonceUse(2);
        uses.use("first", 1_000, 1);
        uses.use("second", 2_000, 1);
        uses.use("third", 3_000, 1);
        assertThat(uses.size()).isEqualTo(2);
        assertThat(uses.isUsable("first", 1_000)).isFalse();
        assertThat(uses.isUsable("second", 2_000)).isTrue();
        assertThat(uses.isUsable("of before", 900))
                .as("may be one that was forgotten")
                .isFalse();
        assertThat(uses.isUsable("new", 3_500)).isTrue();
    }

    @Test
    void oldOnesGo() {
        NonceUse uses = new NonceUse(10);
        uses.use("old", 1_000, 1);
        uses.use("new", 2_000, 1);
        uses.forgetBefore(1_500);
        assertThat(uses.size()).isEqualTo(1);
    }
}
