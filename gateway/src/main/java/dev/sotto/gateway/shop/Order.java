package dev.sotto.gateway.shop;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An order of the demo shop.
 *
 * @param day days from today: below zero delivered so many days ago, else arriving
 * @param paidBack what has gone back to the customer so far
 */
record Order(
        String number, String items, BigDecimal total, int day, BigDecimal paidBack, String street, String postcode) {
    static Order of(String number, String items, String total, int day, String street, String postcode) {
        return new Order(number, items, new BigDecimal(total), day, BigDecimal.ZERO, street, postcode);
    }

    boolean isDelivered() {
        return day < 0;
    }

    BigDecimal left() {
        return total.subtract(paidBack);
    }

    Order paidBack(BigDecimal amount) {
        return new Order(number, items, total, day, paidBack.add(amount), street, postcode);
    }

    Order sentTo(String newStreet, String newPostcode) {
        return new Order(number, items, total, day, paidBack, newStreet, newPostcode);
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
        return json.put("refunded", left().signum() == 0)
                .put("address", new JsonObject().put("street", street).put("postcode", postcode));
    }
}
