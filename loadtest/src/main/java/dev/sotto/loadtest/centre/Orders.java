package dev.sotto.loadtest.centre;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What callers have ordered: one order each, made so that the shop's task files come to the point where the caller's wish needs a
 * person, or don't. Any thread.
 */
final class Orders {
    private static final List<String> ITEMS =
            List.of("trail tent", "hiking boots", "rain jacket", "camping stove", "wool blanket");
    private static final int BEYOND_THE_RULE = 60;
    private static final int BELOW_TWO_PEOPLE = 400;
    private static final int WITHIN_THE_RULE = 12;

    private final LocalDate today;
    private final Map<String, PlannedCaller> byNumber = new ConcurrentHashMap<>();

    Orders(LocalDate today) {
        this.today = today;
    }

    /** These callers have ordered. */
    void expect(List<PlannedCaller> callers) {
        callers.forEach(caller -> byNumber.put(caller.order(), caller));
    }

    /** As the task files read it; empty when nobody has ordered that. */
    Optional<JsonObject> lookup(String number) {
        return Optional.ofNullable(byNumber.get(number)).map(this::json);
    }

    BigDecimal total(PlannedCaller caller) {
        int cents = Integer.parseInt(caller.order()) % 100;
        int spread = Math.floorMod(caller.order().hashCode(), 100);
        int dollars = switch (caller.intent()) {
            case SMALL_REFUND -> WITHIN_THE_RULE + spread * (50 - WITHIN_THE_RULE - 1) / 100;
            default -> BEYOND_THE_RULE + spread * (BELOW_TWO_PEOPLE - BEYOND_THE_RULE) / 100;
        };
        return BigDecimal.valueOf(dollars * 100L + cents, 2);
    }

    private JsonObject json(PlannedCaller caller) {
        int draw = Math.floorMod(caller.order().hashCode(), 97);
        boolean underWay = caller.intent() == Intent.STATUS && draw % 2 == 0;
        JsonObject order = new JsonObject()
                .put("number", caller.order())
                .put("items", ITEMS.get(draw % ITEMS.size()))
                .put("total", total(caller))
                .put("refunds", new JsonArray())
                .put("address", new JsonObject().put("street", "5 Mill Lane").put("postcode", "04101"));
        if (underWay) {
            return order.put("state", "in_transit")
                    .put("arrives", today.plusDays(1 + draw % 4).toString());
        }
        int days = 2 + draw % 24;
        return order.put("state", "delivered")
                .put("delivered_on", today.minusDays(days).toString())
                .put("delivered_days_ago", days);
    }
}
