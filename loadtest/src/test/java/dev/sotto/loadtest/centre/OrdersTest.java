package dev.sotto.loadtest.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private final Orders orders = new Orders(LocalDate.of(2026, 11, 23));

    @Test
    void everyOrderLeadsItsCallerToThePointOrNot() {
        List<PlannedCaller> callers = CallerStream.draw(Population.of(300, 0, 12, 0.5), 5);
        orders.expect(callers);

        for (PlannedCaller caller : callers) {
            var order = orders.lookup(caller.order()).orElseThrow();
            BigDecimal total = new BigDecimal(order.getValue("total").toString());
            switch (caller.intent()) {
                case REFUND, DAMAGED -> {
                    assertThat(total).isBetween(new BigDecimal("50.01"), new BigDecimal("499.99"));
                    assertThat(order.getInteger("delivered_days_ago")).isBetween(1, 30);
                }
                case SMALL_REFUND -> assertThat(total).isLessThanOrEqualTo(new BigDecimal("50.00"));
                case STATUS -> assertThat(order.getString("state")).isIn("delivered", "in_transit");
            }
        }
    }

    @Test
    void whatNobodyOrderedIsNotThere() {
        assertThat(orders.lookup("123456")).isEmpty();
    }
}
