package dev.sotto.gateway.outbound;

import dev.sotto.gateway.call.Dial;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToCalls;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Takes orders and promises in: checked, durable, and with a conversation of their own. The dialler's context only. */
final class Intake {
    private final Orders orders;
    private final Talks talks;
    private final Attempts attempts;
    private final Targets targets;
    private final DiallerSettings settings;
    private final InstantSource clock;
    private final Supplier<String> ids;

    Intake(
            Orders orders,
            Talks talks,
            Attempts attempts,
            Targets targets,
            DiallerSettings settings,
            InstantSource clock,
            Supplier<String> ids) {
        this.orders = orders;
        this.talks = talks;
        this.attempts = attempts;
        this.targets = targets;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    /** What was not taken in, and why. */
    static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Refused refused;

        NotTaken(String code, String reason) {
            super(reason, null, false, false);
            refused = new Refused(code, reason);
        }

        Refused refused() {
            return refused;
        }
    }

    /** Fails with {@link NotTaken}, or where the database does. */
    Future<Order> order(ToCalls.Order wanted) {
        Optional<String> target = Targets.written(wanted.to());
        if (target.isEmpty()) {
            return refused("invalid", "'to' must be a SIP address, a tel: address or a number");
        }
        Map<String, String> variables = new HashMap<>(wanted.variables());
        variables.putIfAbsent("customer", target.get());
        Order order = new Order(
                ids.get(),
                ids.get(),
                OrderState.QUEUED,
                target.get(),
                wanted.callerId(),
                wanted.trunk(),
                variables(variables, target.get()),
                wanted.answerWithin() == null ? settings.answerWithin() : wanted.answerWithin(),
                wanted.onMachine(),
                wanted.key(),
                fingerprint(wanted),
                null,
                null,
                null,
                0,
                clock.instant(),
                clock.instant(),
                null,
                null,
                null,
                null);
        return take(order)
                .compose(taken -> taken.fingerprint().equals(order.fingerprint())
                        ? Future.succeededFuture(taken)
                        : refused("key_reused", "another order has been placed under that idempotency key"));
    }

    Future<Order> promise(ToCalls.Promise promise) {
        Map<String, String> variables = new HashMap<>();
        variables.put("customer", promise.customer());
        variables.put("task", promise.task());
        variables.put("about", promise.about());
        variables.put("call_back_of", promise.conversationId());
        String target = Targets.written(promise.to()).orElse("");
        return take(new Order(
                ids.get(),
                ids.get(),
                OrderState.WAITING,
                target,
                null,
                null,
                variables(variables, target),
                settings.answerWithin(),
                Dial.LEAVE_MESSAGE,
                null,
                promise.promise(),
                promise.promise(),
                promise.conversationId(),
                promise.carried(),
                0,
                clock.instant(),
                clock.instant(),
                null,
                null,
                null,
                null));
    }

    private Future<Order> take(Order order) {
        if (!targets.allows(order.target())) {
            return refused("not_allowed", "calls.allow in the settings does not allow calls to that target");
        }
        if (attempts.size() >= DiallerSettings.MOST_OPEN) {
            return refused("too_many", "too many calls are waiting to be placed");
        }
        return orders.add(order).compose(kept -> {
            if (!kept.id().equals(order.id())) {
                return Future.succeededFuture(kept);
            }
            return talks.begin(kept)
                    .map(kept)
                    .onSuccess(begun -> {
                        attempts.put(begun);
                        attempts.tick();
                    })
                    .recover(cause -> orders.save(kept.ended(clock.instant(), "no_conversation", null))
                            .compose(noted -> Future.failedFuture(cause)));
        });
    }

    /** What the conversation must know is ours to say, whatever an integrator sends. */
    private static Map<String, String> variables(Map<String, String> given, String target) {
        Map<String, String> all = new HashMap<>(given);
        all.put("direction", "outbound");
        all.put("called", target);
        all.put("call_back", target);
        return all;
    }

    private static String fingerprint(ToCalls.Order order) {
        Duration within = order.answerWithin();
        String text = String.join(
                "\n",
                order.to(),
                String.valueOf(order.callerId()),
                String.valueOf(order.trunk()),
                new TreeMap<>(order.variables()).toString(),
                String.valueOf(within),
                order.onMachine());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static <T> Future<T> refused(String code, String reason) {
        return Future.failedFuture(new NotTaken(code, reason));
    }
}
