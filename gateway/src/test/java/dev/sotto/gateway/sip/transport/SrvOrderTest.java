package dev.sotto.gateway.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.transport.DnsAnswers.Srv;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** RFC 2782. */
class SrvOrderTest {
    private final SrvOrder order = new SrvOrder(new Random(7));

    private static Srv srv(int priority, int weight, String target) {
        return new Srv(priority, weight, 5060, target);
    }

    @Test
    void lowestPriorityComesFirst() {
        List<Srv> sorted = order.sorted(List.of(srv(30, 9, "c"), srv(10, 0, "a"), srv(20, 1, "b")));
        assertThat(sorted).extracting(Srv::target).containsExactly("a", "b", "c");
    }

    @Test
    void weightIsTheShareOfFirstPlaces() {
        List<Srv> records = List.of(srv(1, 75, "big"), srv(1, 25, "small"), srv(1, 0, "never"));
        int big = 0;
        int never = 0;
        for (int i = 0; i < 4_000; i++) {
            String first = order.sorted(records).get(0).target();
            big += first.equals("big") ? 1 : 0;
            never += first.equals("never") ? 1 : 0;
        }
        assertThat(big).isCloseTo(3_000, Offset.offset(200));
        // RFC 2782: "a very small chance", here 1 of 101
        assertThat(never).isLessThan(120);
    }

    @Test
    void everyRecordComesOnce() {
        List<Srv> records = List.of(srv(1, 0, "a"), srv(1, 0, "b"), srv(2, 65_535, "c"), srv(2, 65_535, "d"));
        assertThat(order.sorted(records)).containsExactlyInAnyOrderElementsOf(records);
        assertThat(order.sorted(List.of())).isEmpty();
    }
}
