package dev.sotto.gateway.shop;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The demo shop's orders over HTTP. Make one for the process; each HTTP server takes a router of it. */
public final class OrdersService {
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int KEYS_REMEMBERED = 10_000;
    private static final int LONGEST_KEY = 200;

    private final OrderBook orders;
    private final AnswersGiven given = new AnswersGiven(KEYS_REMEMBERED);

    /** @param clock what "nine days ago" counts from */
    public OrdersService(Clock clock) {
        orders = new OrderBook(clock);
    }

    /** The routes, to be mounted at {@code /shop}. */
    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        BodyHandler body = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
        router.route().handler(body).failureHandler(OrdersService::failed);
        router.get("/orders/:number").handler(call -> answer(call, orders.lookup(call.pathParam("number"))));
        router.post("/orders/:number/refunds").handler(call -> once(call, orders::refund));
        router.post("/orders/:number/replacements")
                .handler(call -> once(call, (number, none) -> orders.job(number, "replacement")));
        router.post("/orders/:number/repairs")
                .handler(call -> once(call, (number, none) -> orders.job(number, "repair")));
        router.put("/orders/:number/address").handler(call -> once(call, orders::changeAddress));
        router.post("/callbacks").handler(call -> once(call, (none, callback) -> orders.callback(callback)));
        router.post("/complaints").handler(call -> once(call, (none, complaint) -> orders.complaint(complaint)));
        router.route()
                .last()
                .handler(call -> answer(call, ShopReply.refused(404, "no_such_page", "there is nothing here")));
        return router;
    }

    private void once(RoutingContext call, BiFunction<String, JsonObject, ShopReply> work) {
        JsonObject body = body(call);
        if (body == null) {
            answer(call, ShopReply.refused(400, "bad_json", "the body must be a JSON object"));
            return;
        }
        String number = call.pathParam("number") == null ? "" : call.pathParam("number");
        String key = call.request().getHeader("Idempotency-Key");
        if (key == null) {
            answer(call, work.apply(number, body));
        } else if (key.length() > LONGEST_KEY) {
            answer(call, ShopReply.refused(400, "bad_key", "the Idempotency-Key is too long"));
        } else {
            String request = call.request().method() + " " + call.request().path() + " " + body.encode();
            answer(call, given.once(key, request, () -> work.apply(number, body)));
        }
    }

    private static @Nullable JsonObject body(RoutingContext call) {
        if (call.body().length() <= 0) {
            return new JsonObject();
        }
        try {
            return call.body().asJsonObject();
        } catch (DecodeException | ClassCastException notAnObject) {
            return null;
        }
    }

    private static void failed(RoutingContext call) {
        int status = call.statusCode() > 0 ? call.statusCode() : 500;
        answer(call, ShopReply.refused(status, "failed", status == 413 ? "the body is too large" : "the shop failed"));
    }

    private static void answer(RoutingContext call, ShopReply reply) {
        call.response()
                .setStatusCode(reply.status())
                .putHeader("Content-Type", "application/json")
                .end(reply.body().encode());
    }
}
