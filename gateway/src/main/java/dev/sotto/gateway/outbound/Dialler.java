package dev.sotto.gateway.outbound;

import dev.sotto.gateway.call.Lines;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToCalls;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes orders to call in and has them placed in their time. One verticle per node. */
public final class Dialler extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);
    private static final long TICK_MILLIS = 200;
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    /** What it works with; thread-safe things. {@code welcome}: whether calls may be placed now. */
    public record Parts(
            Addresses addresses,
            Pool pool,
            Lines lines,
            String edge,
            Targets targets,
            InstantSource clock,
            Supplier<String> ids,
            BooleanSupplier welcome) {}

    private final DiallerSettings settings;
    private final Parts parts;
    private final Orders orders;
    private @Nullable Attempts attempts;
    private @Nullable Intake intake;

    public Dialler(DiallerSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        orders = new OrderStore(parts.pool());
    }

    @Override
    public Future<?> start() {
        Talks talks = new Talks(vertx.eventBus(), parts.addresses(), parts.edge(), parts.clock());
        Attempts placing = new Attempts(
                orders,
                talks,
                parts.lines(),
                settings,
                parts.clock(),
                task -> context.runOnContext(go -> task.run()),
                parts.welcome());
        attempts = placing;
        intake = new Intake(orders, talks, placing, parts.targets(), settings, parts.clock(), parts.ids());
        return orders.placedSince(parts.clock().instant().minus(settings.gap()))
                .onSuccess(placing.pacing()::remember)
                .compose(placed -> orders.endedSince(parts.clock().instant().minus(LOOK_BACK)))
                .onSuccess(ended -> ended.forEach(talks::over))
                .compose(ended -> orders.open())
                .compose(open -> Future.join(open.stream()
                                .map(order -> recover(placing, order))
                                .toList())
                        .map(open))
                .onSuccess(open -> {
                    vertx.eventBus().<ToCalls>consumer(parts.addresses().calls(), this::receive);
                    vertx.setPeriodic(TICK_MILLIS, fired -> placing.tick());
                });
    }

    /** One that can't be recovered must not keep the others from it. */
    private static Future<Void> recover(Attempts placing, Order order) {
        return placing.recover(order).otherwise(cause -> {
            LOG.atError()
                    .addKeyValue("call", order.id())
                    .addKeyValue("cause", cause)
                    .log("an order can't be taken up again now");
            return null;
        });
    }

    private void receive(Message<ToCalls> message) {
        answer(message.body())
                .onComplete(
                        message::reply,
                        cause -> message.reply(
                                cause instanceof Intake.NotTaken not
                                        ? not.refused()
                                        : new Refused("unavailable", String.valueOf(cause.getMessage()))));
    }

    private Future<Object> answer(ToCalls wanted) {
        Attempts placing = required(attempts);
        if (wanted instanceof ToCalls.Order order) {
            return required(intake).order(order).map(taken -> OrderViews.of(taken, placing.state(taken)));
        }
        if (wanted instanceof ToCalls.Promise promise) {
            return required(intake).promise(promise).map(taken -> new ToCalls.Promised(taken.conversation()));
        }
        if (wanted instanceof ToCalls.Place place) {
            Order order = placing.ofConversation(place.conversationId());
            return order == null
                    ? Future.succeededFuture(Ok.OK)
                    : placing.due(order).map(Ok.OK);
        }
        if (wanted instanceof ToCalls.ListCalls list) {
            return list(list).map(ToCalls.CallList::new);
        }
        if (wanted instanceof ToCalls.CancelCall cancel) {
            Order order = placing.find(cancel.id());
            return (order == null ? read(cancel.id()) : placing.cancel(order).map(this::view)).map(view -> view);
        }
        return read(((ToCalls.ReadCall) wanted).id()).map(view -> view);
    }

    private Future<ToCalls.CallView> read(String id) {
        Order open = required(attempts).find(id);
        if (open != null) {
            return Future.succeededFuture(view(open));
        }
        return orders.find(id)
                .compose(order -> order == null
                        ? Future.failedFuture(new Intake.NotTaken("unknown", "No such call"))
                        : Future.succeededFuture(view(order)));
    }

    private Future<List<ToCalls.CallView>> list(ToCalls.ListCalls list) {
        boolean ended = list.state().equals("all") || list.state().equals("ended");
        Future<List<Order>> old =
                ended ? orders.list(List.of("ended"), list.limit()) : Future.succeededFuture(List.of());
        return old.map(orders -> Stream.concat(required(attempts).all(), orders.stream())
                .sorted(Comparator.comparing(Order::createdAt).reversed())
                .map(this::view)
                .filter(view -> list.state().equals("all") || view.state().equals(list.state()))
                .limit(list.limit())
                .toList());
    }

    private ToCalls.CallView view(Order order) {
        return OrderViews.of(order, required(attempts).state(order));
    }

    private static <T> T required(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not started");
        }
        return part;
    }
}
