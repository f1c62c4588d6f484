package dev.sotto.gateway.outbound;

import dev.sotto.gateway.call.Dial;
import dev.sotto.gateway.call.Lines;
import dev.sotto.gateway.call.Termination;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places what is due, one try after another, and keeps the books. The dialler's context only. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger("dev.sotto.outbound");
    private static final Set<Termination> WORTH_ANOTHER_TRY =
            Set.of(Termination.BUSY, Termination.NO_ANSWER, Termination.UNREACHABLE);

    private final Orders orders;
    private final Talks talks;
    private final Lines lines;
    private final DiallerSettings settings;
    private final Pacing pacing;
    private final OpeningHours hours;
    private final InstantSource clock;
    private final Executor context;
    private final BooleanSupplier welcome;
    private final Map<String, Order> open = new HashMap<>();
    /** What is known of a call beyond its durable state: ringing, early, machine. */
    private final Map<String, String> finer = new HashMap<>();

    private final Map<String, String> cancelled = new HashMap<>();

    Attempts(
            Orders orders,
            Talks talks,
            Lines lines,
            DiallerSettings settings,
            InstantSource clock,
            Executor context,
            BooleanSupplier welcome) {
        this.orders = orders;
        this.talks = talks;
        this.lines = lines;
        this.settings = settings;
        this.clock = clock;
        this.context = context;
        this.welcome = welcome;
        pacing = new Pacing(settings.atOnce(), settings.perSecond(), settings.gap());
        hours = OpeningHours.parse(settings.hours());
    }

    Pacing pacing() {
        return pacing;
    }

    void put(Order order) {
        open.put(order.id(), order);
    }

    Stream<Order> all() {
        return open.values().stream();
    }

    int size() {
        return open.size();
    }

    @Nullable
    Order find(String id) {
        return open.get(id);
    }

    @Nullable
    Order ofConversation(String conversation) {
        return open.values().stream()
                .filter(order -> order.conversation().equals(conversation))
                .findFirst()
                .orElse(null);
    }

    /** As {@code CallView} names it. */
    String state(Order order) {
        return order.open()
                ? finer.getOrDefault(order.id(), order.state().wire())
                : order.state().wire();
    }

    /** Looks for what is due. */
    void tick() {
        Instant now = clock.instant();
        if (!welcome.getAsBoolean() || !hours.open(now) || !pacing.hasRoom(active(), now)) {
            return;
        }
        List<Order> due = new ArrayList<>(open.values());
        due.removeIf(
                order -> order.state() != OrderState.QUEUED || order.dueAt().isAfter(now));
        due.sort(Comparator.comparing(Order::dueAt));
        for (Order order : due) {
            if (pacing.hasRoom(active(), now) && pacing.mayCall(order.target(), now)) {
                pacing.placed(order.target(), now);
                place(order.trying());
            }
        }
    }

    private int active() {
        return (int) open.values().stream()
                .filter(order -> order.state() == OrderState.TRYING || order.state() == OrderState.ANSWERED)
                .count();
    }

    /** "trying" is durable before the phone rings. */
    private void place(Order order) {
        open.put(order.id(), order);
        orders.save(order)
                .onSuccess(durable -> {
                    if (cancelled.containsKey(order.id())) {
                        end(order, cancelled.remove(order.id()), null);
                    } else {
                        lines.place(dial(order), new Course(order.id()));
                    }
                })
                .onFailure(cause -> {
                    warn(order, cause);
                    open.put(order.id(), order.again(clock.instant().plus(Duration.ofSeconds(5)), "unavailable", null));
                });
    }

    private static Dial dial(Order order) {
        return new Dial(
                order.conversation(),
                order.target(),
                order.callerId(),
                order.trunk(),
                order.answerWithin(),
                order.onMachine());
    }

    /** Calls it off where it stands. */
    Future<Order> cancel(Order order) {
        switch (order.state()) {
            case WAITING, QUEUED -> {
                return end(order, Termination.CANCELLED.code(), null);
            }
            case TRYING, ANSWERED -> {
                cancelled.put(order.id(), Termination.CANCELLED.code());
                lines.hangUp(order.conversation());
                return Future.succeededFuture(order);
            }
            default -> {
                return Future.succeededFuture(order);
            }
        }
    }

    /** The moment to call has come. */
    Future<Void> due(Order order) {
        if (order.state() != OrderState.WAITING) {
            return Future.succeededFuture();
        }
        Order queued = order.queued(clock.instant());
        open.put(order.id(), queued);
        return orders.save(queued).onSuccess(durable -> tick());
    }

    /** What the process before was doing. */
    Future<Void> recover(Order found) {
        put(found);
        boolean placed = found.state() == OrderState.TRYING || found.state() == OrderState.ANSWERED;
        if (!placed) {
            return talks.beginUnlessKnown(found);
        }
        LOG.atWarn().addKeyValue("call", found.id()).log("a call was lost with the process that placed it");
        boolean again = found.state() == OrderState.TRYING && settings.retryLost() && found.tries() < settings.tries();
        if (again) {
            Order queued = found.again(clock.instant(), Termination.LOST.code(), null);
            open.put(found.id(), queued);
            return orders.save(queued).compose(durable -> talks.beginUnlessKnown(queued));
        }
        return end(found, Termination.LOST.code(), null).mapEmpty();
    }

    private Future<Order> end(Order order, String outcome, @Nullable Integer status) {
        Order ended = order.ended(clock.instant(), outcome, status);
        open.remove(order.id());
        finer.remove(order.id());
        cancelled.remove(order.id());
        LOG.atInfo()
                .addKeyValue("call", order.id())
                .addKeyValue("conversationId", order.conversation())
                .addKeyValue("tries", order.tries())
                .addKeyValue("termination", outcome)
                .log("an order to call has ended");
        return orders.save(ended).map(ended).onSuccess(durable -> {
            talks.over(ended);
            talks.kept(ended, outcome);
        });
    }

    private void ended(Order order, Termination termination, @Nullable Integer status) {
        finer.remove(order.id());
        String calledOff = cancelled.remove(order.id());
        boolean again = calledOff == null
                && order.answeredAt() == null
                && WORTH_ANOTHER_TRY.contains(termination)
                && order.tries() < settings.tries();
        if (!again) {
            end(order, calledOff != null && order.answeredAt() == null ? calledOff : termination.code(), status)
                    .onFailure(cause -> warn(order, cause));
            return;
        }
        Order next = order.again(clock.instant().plus(settings.retryAfter()), termination.code(), status);
        open.put(order.id(), next);
        orders.save(next).onFailure(cause -> warn(next, cause));
    }

    private static void warn(Order order, Throwable cause) {
        LOG.atError()
                .addKeyValue("call", order.id())
                .addKeyValue("cause", cause)
                .log("an order's state was not noted");
    }

    /** What the edge tells of one try, brought to our context. */
    private final class Course implements Lines.Progress {
        private final String id;

        Course(String id) {
            this.id = id;
        }

        @Override
        public void ringing() {
            finer("ringing");
        }

        @Override
        public void early() {
            finer("early");
        }

        @Override
        public void machine() {
            finer("machine");
        }

        private void finer(String state) {
            context.execute(() -> {
                if (open.containsKey(id)) {
                    finer.put(id, state);
                }
            });
        }

        @Override
        public void answered() {
            context.execute(() -> {
                Order order = open.get(id);
                if (order != null) {
                    finer.remove(id);
                    Order answered = order.answered(clock.instant());
                    open.put(id, answered);
                    orders.save(answered).onFailure(cause -> warn(answered, cause));
                }
            });
        }

        @Override
        public void reached() {
            context.execute(() -> {
                Order order = open.get(id);
                if (order != null) {
                    talks.kept(order, "reached");
                }
            });
        }

        @Override
        public void ended(Termination termination, @Nullable Integer status) {
            context.execute(() -> {
                Order order = open.get(id);
                if (order != null) {
                    Attempts.this.ended(order, termination, status);
                }
            });
        }
    }
}
