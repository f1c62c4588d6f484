package dev.sotto.gateway.shop;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shop's orders and what can be done with them. Any thread. */
final class OrderBook {
    private static final int LONGEST_TEXT = 300;

    private final Clock clock;
    private final Map<String, Order> orders;
    private final AtomicInteger jobs = new AtomicInteger(1000);

    OrderBook(Clock clock) {
        this.clock = clock;
        this.orders = Stream.of(
                        Order.of("482913", "trail tent", "129.00", -9, "5 Mill Lane", "04101"),
                        Order.of("105577", "enamel mug", "14.50", -3, "18 Beacon Street", "04102"),
                        Order.of("730264", "down jacket", "210.00", -45, "77 Elm Avenue", "98101"),
                        Order.of("618340", "hiking boots", "95.00", 1, "9 Orchard Road", "98103"),
                        Order.of("846215", "touring kayak", "640.00", -5, "2 Harbour Street", "04103"))
                .collect(Collectors.toConcurrentMap(Order::number, Function.identity()));
    }

    ShopReply lookup(String number) {
        Order order = orders.get(number);
        return order == null ? noSuch(number) : ShopReply.ok(order.json(today()));
    }

    /** Books a refund of up to the order's total. A demo is tried again and again, so no balance is kept. */
    ShopReply refund(String number, JsonObject body) {
        Optional<BigDecimal> amount = amount(body.getValue("amount"));
        if (amount.isEmpty()) {
            return ShopReply.refused(400, "bad_amount", "amount must be a number above zero with at most two decimals");
        }
        return change(
                number,
                order -> order.total().compareTo(amount.get()) >= 0,
                order -> order.paidBack(amount.get()),
                order -> ShopReply.created(new JsonObject()
                        .put("refund", "R" + jobs.incrementAndGet())
                        .put("number", number)
                        .put("amount", amount.get())),
                order -> ShopReply.refused(409, "too_much", "the order was only " + order.total()));
    }

    ShopReply changeAddress(String number, JsonObject body) {
        Optional<String> street = text(body, "street");
        Optional<String> postcode = text(body, "postcode");
        if (street.isEmpty() || postcode.isEmpty()) {
            return ShopReply.refused(400, "bad_address", "street and postcode are needed");
        }
        return change(
                number,
                order -> !order.isDelivered(),
                order -> order.sentTo(street.get(), postcode.get()),
                order -> ShopReply.ok(order.json(today())),
                order -> ShopReply.refused(409, "delivered", "the order has been delivered"));
    }

    /** Notes a job for the workshop or the warehouse. */
    ShopReply job(String number, String kind) {
        return orders.containsKey(number)
                ? ShopReply.created(
                        new JsonObject().put(kind, "J" + jobs.incrementAndGet()).put("number", number))
                : noSuch(number);
    }

    ShopReply callback(JsonObject body) {
        Optional<String> phone = text(body, "phone");
        Optional<String> about = text(body, "about");
        return phone.isPresent() && about.isPresent()
                ? ShopReply.created(new JsonObject().put("callback", "C" + jobs.incrementAndGet()))
                : ShopReply.refused(400, "bad_callback", "phone and about are needed");
    }

    ShopReply complaint(JsonObject body) {
        Optional<String> email = text(body, "email");
        Optional<String> about = text(body, "about");
        return email.isPresent() && about.isPresent()
                ? ShopReply.created(new JsonObject().put("complaint", "P" + jobs.incrementAndGet()))
                : ShopReply.refused(400, "bad_complaint", "email and about are needed");
    }

    /** One atomic step: what is looked at is what is changed. */
    private ShopReply change(
            String number,
            Predicate<Order> possible,
            UnaryOperator<Order> change,
            Function<Order, ShopReply> done,
            Function<Order, ShopReply> refused) {
        AtomicReference<ShopReply> reply = new AtomicReference<>(noSuch(number));
        orders.computeIfPresent(number, (key, order) -> {
            if (!possible.test(order)) {
                reply.set(refused.apply(order));
                return order;
            }
            Order changed = change.apply(order);
            reply.set(done.apply(changed));
            return changed;
        });
        return Objects.requireNonNull(reply.get());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static ShopReply noSuch(String number) {
        return ShopReply.refused(404, "not_found", "there is no order " + number);
    }

    private static Optional<BigDecimal> amount(@Nullable Object value) {
        if (!(value instanceof Number) || value.toString().length() > 20) {
            return Optional.empty();
        }
        BigDecimal amount;
        try {
            amount = new BigDecimal(value.toString()).stripTrailingZeros();
        } catch (NumberFormatException notFinite) {
            return Optional.empty();
        }
        boolean money = amount.signum() > 0 && amount.scale() <= 2 && amount.scale() > -10;
        return money ? Optional.of(amount.setScale(2)) : Optional.empty();
    }

    private static Optional<String> text(JsonObject body, String key) {
        return body.getValue(key) instanceof String text && !text.isBlank() && text.length() <= LONGEST_TEXT
                ? Optional.of(text.strip())
                : Optional.empty();
    }
}
