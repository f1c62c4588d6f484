package dev.sotto.gateway.shop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * An order of the demo shop.
 *
 * @param day days from today: below zero delivered so many days ago, else arriving
 * @param refunds what has gone back to the customer so far
 */
record Order(
        String number,
        String items,
        BigDecimal total,
        int day,
        List<BigDecimal> refunds,
        String street,
        String postcode) {
    private static final int REFUNDS_KEPT = 1_000;

    static Order of(String number, String items, String total, int day, String street, String postcode) {
        return new Order(number, items, new BigDecimal(total), day, List.of(), street, postcode);
    }

    boolean isDelivered() {
        return day < 0;
    }

    Order paidBack(BigDecimal amount) {
        List<BigDecimal> more = Stream.concat(refunds.stream(), Stream.of(amount))
                .skip(Math.max(0, refunds.size() + 1 - REFUNDS_KEPT))
                .toList();
        return new Order(number, items, total, day, more, street, postcode);
    }

    Order sentTo(String newStreet, String newPostcode) {
        return new Order(number, items, total, day, refunds, newStreet, newPostcode);
    }

    JsonObject json(LocalDate today) {
        JsonObject json = new JsonObject()
                .put("number", number)
                .put("items", items)
                .put("total", total)
                .put("state", isDelivered() ? "delivered" : "in_transit");
        if (isDelivered()) {
            json.put("delivered_on", today.plusDays(day).toString()).put("delivered_days_ago", -day);
        } else {
            json.put("arrives", today.plusDays(day).toString());
        }
        return json.put("refunds", new JsonArray(List.copyOf(refunds)))
                .put("address", new JsonObject().put("street", street).put("postcode", postcode));
    }
}
