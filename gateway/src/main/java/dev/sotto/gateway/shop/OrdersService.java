package dev.sotto.gateway.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The demo shop's orders over HTTP. Make one for the process; each HTTP server takes a router of it. */
public final class OrdersService {
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int KEYS_REMEMBERED = 10_000;
    private static final int LONGEST_KEY = 200;
    private static final String KEY = "Idempotency-Key";
    // what is approved is what was written: no fraction as a double, no second meaning of a name
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final ShopReply NO_OBJECT = ShopReply.refused(400, "bad_json", "the body must be a JSON object");
    private static final ShopReply LONG_KEY = ShopReply.refused(400, "bad_key", "the Idempotency-Key is too long");

    private final OrderBook orders;
    private final AnswersGiven given = new AnswersGiven(KEYS_REMEMBERED);
    private final ApprovalCheck approvals;
    private final SpentApprovals spent;

    /**
     * @param clock what "nine days ago" counts from
     * @param keys of whoever approves refunds
     */
    public OrdersService(Clock clock, ApprovalKeys keys) {
        orders = new OrderBook(clock);
        approvals = new ApprovalCheck(keys);
        spent = new SpentApprovals(KEYS_REMEMBERED, clock);
    }

    /** The routes, to be mounted at {@code /shop}. */
    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        BodyHandler body = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
        router.route().handler(body).failureHandler(OrdersService::failed);
        router.get("/orders/:number").handler(call -> answer(call, orders.lookup(call.pathParam("number"))));
        router.post("/orders/:number/refunds").handler(call -> approved(call, "orders.refund", orders::refund));
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
            answer(call, NO_OBJECT);
            return;
        }
        String number = number(call);
        String key = call.request().getHeader(KEY);
        if (key == null) {
            answer(call, work.apply(number, body));
        } else if (key.length() > LONGEST_KEY) {
            answer(call, LONG_KEY);
        } else {
            answer(call, given.once(key, request(call, body), () -> work.apply(number, body)));
        }
    }

    /** As {@link #once}, for what takes an approval of exactly this. */
    private void approved(RoutingContext call, String tool, BiFunction<String, JsonObject, ShopReply> work) {
        JsonObject body = body(call);
        String key = call.request().getHeader(KEY);
        if (body == null) {
            answer(call, NO_OBJECT);
        } else if (key != null && key.length() > LONGEST_KEY) {
            answer(call, LONG_KEY);
        } else if (body.containsKey("number")) {
            answer(call, ShopReply.refused(400, "number_twice", "the order's number belongs into the address only"));
        } else {
            Map<String, Object> arguments = new HashMap<>(body.getMap());
            arguments.put("number", number(call));
            approvals
                    .check(call.request().getHeader(ApprovalCheck.HEADER), tool, arguments)
                    .onSuccess(verdict -> answer(call, done(call, verdict, key, body, work)));
        }
    }

    private ShopReply done(
            RoutingContext call,
            ApprovalCheck.Verdict verdict,
            @Nullable String key,
            JsonObject body,
            BiFunction<String, JsonObject, ShopReply> work) {
        if (verdict.approval() == null) {
            return Objects.requireNonNull(verdict.refusal());
        }
        if (key == null) {
            return ShopReply.refused(400, "key_missing", "this takes an Idempotency-Key");
        }
        String request = request(call, body);
        return spent.once(
                verdict.approval(), key, request, () -> given.once(key, request, () -> work.apply(number(call), body)));
    }

    private static String number(RoutingContext call) {
        return call.pathParam("number") == null ? "" : call.pathParam("number");
    }

    private static String request(RoutingContext call, JsonObject body) {
        return call.request().method() + " " + call.request().path() + " " + body.encode();
    }

    private static @Nullable JsonObject body(RoutingContext call) {
        if (call.body().length() <= 0) {
            return new JsonObject();
        }
        try {
            Map<String, Object> body = MAPPER.readValue(call.body().asString(), OBJECT);
            return body == null ? null : new JsonObject(body);
        } catch (JsonProcessingException notAnObject) {
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
