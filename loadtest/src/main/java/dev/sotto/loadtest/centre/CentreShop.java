package dev.sotto.loadtest.centre;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The enterprise's systems of one arm: the interface of the demo shop with an order for every caller. It answers at once and checks no
 * approvals, which is what it may do here: the gateway's own shop is tested for them. One per arm, so that neither arm's bookings
 * are in the other's way. Any thread.
 */
final class CentreShop {
    private static final Pattern PATH = Pattern.compile("/shop/(?:orders/(\\d+)/?)?(\\w*)");

    private final HttpServer server;
    private final Orders orders;
    private final AtomicInteger jobs = new AtomicInteger();
    private final Map<String, String> booked = new ConcurrentHashMap<>();

    private CentreShop(HttpServer server, Orders orders) {
        this.server = server;
        this.orders = orders;
    }

    /** Opens it on a free port of this machine. */
    static Future<CentreShop> open(Vertx vertx, Orders orders) {
        CentreShop shop = new CentreShop(vertx.createHttpServer(), orders);
        return shop.server.requestHandler(shop::serve).listen(0, "127.0.0.1").map(shop);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** What was booked for this order: refunds, replacements, repairs; null when nothing. */
    @Nullable
    String bookedFor(String order) {
        return booked.get(order);
    }

    Future<Void> close() {
        return server.close();
    }

    private void serve(HttpServerRequest request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            answer(request, 404, new JsonObject().put("error", "not_found"));
        } else if (request.method() == HttpMethod.GET) {
            orders.lookup(String.valueOf(path.group(1)))
                    .ifPresentOrElse(
                            order -> answer(request, 200, order),
                            () -> answer(request, 404, new JsonObject().put("error", "not_found")));
        } else {
            book(request, path.group(1), path.group(2));
        }
    }

    private void book(HttpServerRequest request, @Nullable String order, String what) {
        int number = jobs.incrementAndGet();
        request.body().onSuccess(body -> {
            JsonObject answer = body.length() > 0 ? body.toJsonObject() : new JsonObject();
            if (order != null) {
                booked.merge(order, what, (before, more) -> before + "," + more);
                answer.put("number", order);
            }
            answer(request, 201, answer.put(what.replaceFirst("s$", ""), "J" + number));
        });
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }
}
