package dev.sotto.gateway.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Tool;
import dev.sotto.orchestrator.task.parse.PlaybookLoader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
final class OrdersServiceIT {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private final TestApprover approver = new TestApprover();
    private WebClient client;
    private final Map<String, String> approved = new HashMap<>();
    private int port;

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        Router root = Router.router(vertx);
        root.route("/shop/*").subRouter(new OrdersService(NOON, approver.keys()).router(vertx));
        port = wait(vertx.createHttpServer().requestHandler(root).listen(0, "127.0.0.1"))
                .actualPort();
        client = WebClient.create(vertx, new WebClientOptions().setKeepAlive(false));
    }

    private static <T> T wait(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Future<HttpResponse<Buffer>> send(HttpMethod method, String path, String key, String body) {
        var request = client.request(method, port, "127.0.0.1", "/shop" + path);
        if (!key.isEmpty()) {
            request.putHeader("Idempotency-Key", key);
        }
        if (path.endsWith("/refunds")) {
            request.putHeader("Sotto-Approval", approved.computeIfAbsent(key + body, any -> approval(path, body)));
        }
        return request.sendBuffer(Buffer.buffer(body));
    }

    /** An approval for exactly what is asked; how others are treated is {@link OrdersApprovalIT}'s. */
    private String approval(String path, String body) {
        Map<String, Object> arguments = new HashMap<>();
        try {
            arguments.putAll(new JsonObject(body).getMap());
        } catch (DecodeException noArguments) {
            // the body is refused first
        }
        arguments.put("number", path.split("/")[2]);
        return approver.refund(arguments, NOON.instant().plusSeconds(60));
    }

    private HttpResponse<Buffer> post(String path, String key, String body) throws Exception {
        return wait(send(HttpMethod.POST, path, key, body));
    }

    private JsonObject order(String number) throws Exception {
        return wait(send(HttpMethod.GET, "/orders/" + number, "", "")).bodyAsJsonObject();
    }

    @ParameterizedTest
    @CsvSource({
        "482913, trail tent, 129.0, delivered, 2026-11-13, 9,",
        "105577, enamel mug, 14.5, delivered, 2026-11-19, 3,",
        "730264, down jacket, 210.0, delivered, 2026-10-08, 45,",
        "618340, hiking boots, 95.0, in_transit, , , 2026-11-23",
    })
    void theFourOrdersAreThereRelativeToToday(
            String number, String items, double total, String state, String delivered, Integer daysAgo, String arrives)
            throws Exception {
        JsonObject order = order(number);

        assertThat(order.getString("items")).isEqualTo(items);
        assertThat(order.getDouble("total")).isEqualTo(total);
        assertThat(order.getString("state")).isEqualTo(state);
        assertThat(order.getString("delivered_on")).isEqualTo(delivered);
        assertThat(order.getInteger("delivered_days_ago")).isEqualTo(daysAgo);
        assertThat(order.getString("arrives")).isEqualTo(arrives);
        assertThat(order.getJsonArray("refunds")).isEmpty();
    }

    @Test
    void anUnknownOrderIs404WithAReason() throws Exception {
        var reply = wait(send(HttpMethod.GET, "/orders/000000", "", ""));

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.bodyAsJsonObject().getString("error")).isEqualTo("not_found");
    }

    @Test
    void aRefundShowsInTheOrderAndCantBeMoreThanItsTotal() throws Exception {
        assertThat(post("/orders/482913/refunds", "a", "{\"amount\":129.0}").statusCode())
                .isEqualTo(201);

        assertThat(order("482913").getJsonArray("refunds")).hasSize(1);
        assertThat(post("/orders/482913/refunds", "b", "{\"amount\":129.01}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void theSameKeyAgainGetsTheSameAnswerAndPaysOnce() throws Exception {
        var first = post("/orders/482913/refunds", "once", "{\"amount\":60}");
        var again = post("/orders/482913/refunds", "once", "{\"amount\":60}");

        assertThat(again.bodyAsJsonObject()).isEqualTo(first.bodyAsJsonObject());
        assertThat(order("482913").getJsonArray("refunds")).hasSize(1);
    }

    @Test
    void aKeyCantBeUsedForAnotherRequest() throws Exception {
        post("/orders/482913/refunds", "key", "{\"amount\":10}");

        assertThat(post("/orders/482913/refunds", "key", "{\"amount\":20}").statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "/orders/482913/refunds; {\"amount\":0}; 400",
                "/orders/482913/refunds; {\"amount\":-5}; 400",
                "/orders/482913/refunds; {\"amount\":1.005}; 400",
                "/orders/482913/refunds; {\"amount\":\"50\"}; 400",
                "/orders/482913/refunds; {\"amount\":129.01}; 409",
                "/orders/482913/refunds; {}; 400",
                "/orders/482913/refunds; [1]; 400",
                "/orders/482913/refunds; {broken; 400",
                "/orders/000000/refunds; {\"amount\":5}; 404",
                "/orders/000000/repairs; {}; 404",
                "/orders/482913/repairs; {}; 201",
                "/orders/482913/replacements; {}; 201",
                "/callbacks; {\"phone\":\"5551234\",\"about\":\"tent\"}; 201",
                "/callbacks; {\"phone\":\" \",\"about\":\"tent\"}; 400",
                "/complaints; {\"email\":\"a@b.example\",\"about\":\"tent\"}; 201",
                "/complaints; {\"email\":\"a@b.example\"}; 400",
                "/nothing; {}; 404",
            })
    void requestsAreAnsweredWithAStatusAndJson(String path, String body, int status) throws Exception {
        var reply = post(path, "key", body);

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.bodyAsJsonObject().isEmpty()).isFalse();
    }

    @Test
    void anAddressChangesOnlyWhileTheOrderIsOnItsWay() throws Exception {
        String address = "{\"street\":\"1 Sea View\",\"postcode\":\"98105\"}";

        assertThat(wait(send(HttpMethod.PUT, "/orders/618340/address", "", address))
                        .statusCode())
                .isEqualTo(200);
        assertThat(order("618340").getJsonObject("address").getString("street")).isEqualTo("1 Sea View");
        assertThat(wait(send(HttpMethod.PUT, "/orders/482913/address", "", address))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInJson() throws Exception {
        var reply = post("/callbacks", "", "{\"about\":\"" + "x".repeat(20_000) + "\"}");

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.bodyAsJsonObject().getString("error")).isEqualTo("failed");
    }

    /** The demo's task files and this service are two halves of one thing. */
    @Test
    void everyToolOfTheDemoIsServed() throws Exception {
        Path demo = Path.of("..", "config", "demo", "harbour-outfitters");
        Playbook playbook = PlaybookLoader.load(demo, Map.of("shop", "http://127.0.0.1:" + port));

        for (Tool tool : playbook.tools().values()) {
            Map<String, Object> arguments = new HashMap<>();
            tool.arguments().forEach((name, type) -> arguments.put(name, type.equals("number") ? 5 : "x"));
            arguments.computeIfPresent("number", (name, any) -> "618340");
            JsonObject body = new JsonObject(new HashMap<>(arguments));
            if (tool.url().contains("{number}")) {
                body.remove("number");
            }
            var request = client.requestAbs(
                    HttpMethod.valueOf(tool.method()), tool.url().replace("{number}", "618340"));
            if (tool.gated()) {
                request.putHeader("Idempotency-Key", "key");
                request.putHeader(
                        "Sotto-Approval",
                        approver.refund(arguments, NOON.instant().plusSeconds(60)));
            }
            var reply = wait(request.sendJsonObject(body));

            assertThat(reply.statusCode()).as(tool.name()).isIn(200, 201);
        }
    }
}
