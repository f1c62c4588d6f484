package dev.sotto.orchestrator.tool;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sotto.orchestrator.journal.SharedDatabase;
import dev.sotto.orchestrator.task.Position;
import dev.sotto.orchestrator.task.Tool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ExtendWith(SharedDatabase.class)
class ToolRunnerIT {
    private static final ToolLimits LIMITS = new ToolLimits(2, 3, 1_000, Duration.ofMillis(5));
    private static final Map<String, Object> REFUND = Map.of("number", "482913", "amount", new BigDecimal("129.00"));

    private ScriptedSystem shop;
    private ApprovalTokens tokens;
    private ToolRunner runner;

    @BeforeEach
    void open(Vertx vertx, Pool pool) throws Exception {
        shop = new ScriptedSystem(vertx);
        tokens = await(ApprovalTokens.open(pool, new SecureRandom(), InstantSource.system()));
        var lookup = tool("orders.lookup", "GET", "/orders/{number}", Map.of("number", "text"), false);
        var slow = tool("orders.slow", "GET", "/slow", Map.of(), false, Duration.ofMillis(200));
        var search = tool("orders.search", "GET", "/orders", Map.of("name", "text", "limit", "number"), false);
        var refund = tool(
                "orders.refund", "POST", "/orders/{number}/refund", Map.of("number", "text", "amount", "number"), true);
        runner = new ToolRunner(
                vertx,
                Map.of(lookup.name(), lookup, slow.name(), slow, search.name(), search, refund.name(), refund),
                tokens,
                LIMITS,
                ToolMeters.NONE);
    }

    @AfterEach
    void close() throws Exception {
        runner.close();
        shop.close();
    }

    @Test
    void argumentsGoEncodedIntoTheUrlTheQueryAndTheBody() throws Exception {
        shop.then(200, "{\"total\":129.00}");

        var looked = lookup("48/29 13?x=&ü");
        await(runner.run(call("orders.search", Map.of("name", "Ann & Bob", "limit", 5), null)));
        await(runner.run(call("orders.refund", REFUND, granted(REFUND, "g1"))));

        assertThat(looked).isEqualTo(new ToolResult.Success(Map.of("total", new BigDecimal("129.00"))));
        assertThat(shop.seen.get(0).uri()).isEqualTo("/orders/48%2F29%2013%3Fx%3D%26%C3%BC");
        assertThat(shop.seen.get(0).header()).isEqualTo("harbour");
        assertThat(shop.seen.get(1).uri()).contains("name=Ann%20%26%20Bob").contains("limit=5");
        assertThat(shop.seen.get(2).method()).isEqualTo("POST");
        assertThat(shop.seen.get(2).body()).isEqualTo("{\"amount\":129.00}");
    }

    @Test
    void refusalsOfTheSystemAreValues() throws Exception {
        shop.then(404, "").then(409, "{\"error\":\"already refunded\"}").then(422, "<html>");

        assertThat(lookup("1")).isInstanceOf(ToolResult.NotFound.class);
        assertThat(lookup("2")).isEqualTo(new ToolResult.Rejected("already refunded"));
        assertThat(lookup("3")).isEqualTo(new ToolResult.Rejected("it answered 422"));
    }

    @Test
    void troubleIsTriedAgainUnderTheSameIdempotencyKey() throws Exception {
        shop.then(500, "oops").then(ToolRunnerIT::cut).then(200, "{\"ok\":true}");

        var result = lookup("1");

        assertThat(result).isEqualTo(new ToolResult.Success(Map.of("ok", true)));
        assertThat(shop.seen)
                .extracting(ScriptedSystem.Seen::idempotencyKey)
                .hasSize(3)
                .containsOnly("call-1");
    }

    @Test
    void troubleThatStaysIsAFailureAfterTheLastRetry() throws Exception {
        shop.then(503, "{\"error\":\"closed\"}");

        assertThat(lookup("1")).isEqualTo(new ToolResult.Failed("closed"));
        assertThat(shop.seen).hasSize(3);
    }

    @Test
    void aSystemThatIsSlowOrDripsIsGivenUp() throws Exception {
        shop.then(request -> {}).then(request -> {}).then(ToolRunnerIT::drip);

        assertThat(await(runner.run(call("orders.slow", Map.of(), null)))).isInstanceOf(ToolResult.Failed.class);
        assertThat(shop.seen).hasSize(3);
    }

    @Test
    void anAnswerThatIsTooLargeOrNoJsonIsAFailureAndNotTriedAgain() throws Exception {
        shop.then(200, "x".repeat(100_000)).then(200, "{\"broken\":");

        assertThat(lookup("1")).isEqualTo(new ToolResult.Failed("its answer is larger than 1000 bytes"));
        assertThat(lookup("2")).isEqualTo(new ToolResult.Failed("its answer is not JSON"));
        assertThat(shop.seen).hasSize(2);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        shop.then(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "/elsewhere")
                .end());

        assertThat(lookup("1")).isEqualTo(new ToolResult.Failed("it answered 302"));
        assertThat(shop.seen).hasSize(1);
    }

    @Test
    void argumentsThatDoNotFitAreRefusedWithoutACall() throws Exception {
        shop.then(200, "{}");

        for (Map<String, Object> with : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("number", 5),
                Map.of("number", "1", "extra", "x"),
                Map.of("number", ".."),
                Map.of("number", ""))) {
            assertThat(await(runner.run(call("orders.lookup", with, null))))
                    .as("%s", with)
                    .isInstanceOf(ToolResult.Refused.class);
        }
        assertThat(await(runner.run(call("orders.search", Map.of("name", "x", "limit", Double.NaN), null))))
                .isInstanceOf(ToolResult.Refused.class);
        assertThat(await(runner.run(call("orders.unknown", Map.of(), null)))).isInstanceOf(ToolResult.Refused.class);
        assertThat(shop.seen).isEmpty();
    }

    @Test
    void theGateStaysShutWithoutAnApprovalForExactlyThisCall() throws Exception {
        shop.then(200, "{}");
        String token = granted(REFUND, "g1");
        var more = Map.<String, Object>of("number", "482913", "amount", new BigDecimal("129.01"));

        assertThat(refused(call("orders.refund", REFUND, null))).contains("needs an approval");
        assertThat(refused(call("orders.refund", REFUND, token + "x"))).contains("not one of ours");
        assertThat(refused(call("orders.refund", REFUND, "0".repeat(32)))).contains("malformed");
        assertThat(refused(call("orders.refund", more, token))).contains("other arguments");
        assertThat(refused(new ToolCall("x", "other", "555-0100", "orders.refund", REFUND, token)))
                .contains("other conversation");
        assertThat(refused(call("orders.refund", REFUND, expired()))).contains("expired");
        assertThat(shop.seen).isEmpty();

        assertThat(await(runner.run(call("orders.refund", REFUND, token)))).isInstanceOf(ToolResult.Success.class);
    }

    @Test
    void theApprovalTravelsWithTheGatedCallOnlyAndNotBack() throws Exception {
        shop.then(request -> request.response().end("{\"seen\":\"" + request.getHeader("Sotto-Approval") + "\"}"));
        String token = granted(REFUND, "g1");

        var refunded = await(runner.run(call("orders.refund", REFUND, token)));
        var looked = await(runner.run(call("orders.lookup", Map.of("number", "1"), token)));

        assertThat(shop.seen.get(0).approval()).isEqualTo(token);
        assertThat(shop.seen.get(1).approval()).isNull();
        assertThat(refunded).isEqualTo(new ToolResult.Success(Map.of("seen", "(approval)")));
        assertThat(looked).isEqualTo(new ToolResult.Success(Map.of("seen", "null")));
    }

    @Test
    void whenTheDatabaseIsOutOfReachNothingIsCalled(Vertx vertx, Pool pool) throws Exception {
        String token = granted(REFUND, "g1");
        Pool nowhere = PgBuilder.pool()
                .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(1))
                .using(vertx)
                .build();
        var key = await(pool.query("select value from installation_key where name = 'approval-es256'")
                .execute()
                .map(rows -> rows.iterator().next().getBuffer(0)));
        var cutOff =
                new ApprovalTokens(nowhere, ApprovalKey.of(key.getBytes()), new SecureRandom(), InstantSource.system());
        var refund = tool(
                "orders.refund", "POST", "/orders/{number}/refund", Map.of("number", "text", "amount", "number"), true);
        var shut = new ToolRunner(vertx, Map.of(refund.name(), refund), cutOff, LIMITS, ToolMeters.NONE);

        var result = await(shut.run(call("orders.refund", REFUND, token)));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("its approval cannot be checked"));
        assertThat(shop.seen).isEmpty();
        shut.close();
        await(nowhere.close());
    }

    @Test
    void noLogTellsAToken() throws Exception {
        var logged = new ListAppender<ILoggingEvent>();
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        logged.start();
        root.addAppender(logged);
        shop.then(500, "{}");
        String token = granted(REFUND, "g1");
        var call = call("orders.refund", REFUND, token);

        refused(new ToolCall("x", "other", "555-0100", "orders.refund", REFUND, token));
        await(runner.run(call));
        root.detachAppender(logged);

        assertThat(logged.list)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                line.getFormattedMessage() + line.getKeyValuePairs() + line.getThrowableProxy())
                        .doesNotContain(token)
                        .doesNotContain(token.substring(token.lastIndexOf('.'))));
        assertThat(call.toString()).doesNotContain("eyJ").doesNotContain("129");
    }

    @Test
    void aTokenServesOneCallWhichMayTryAgain() throws Exception {
        shop.then(200, "{}");
        String token = granted(REFUND, "g1");
        var first = call("orders.refund", REFUND, token);
        await(runner.run(first));

        var again = await(runner.run(first));
        var second = new ToolCall("call-2", "c1", "555-0100", "orders.refund", REFUND, token);

        assertThat(again).isInstanceOf(ToolResult.Success.class);
        assertThat(refused(second)).contains("has been used");
    }

    @Test
    void ofManyCallsWithOneTokenExactlyOneGoesThrough() throws Exception {
        shop.then(200, "{}");
        String token = granted(REFUND, "g1");
        List<Future<ToolResult>> results = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            results.add(runner.run(new ToolCall("spend-" + i, "c1", "555-0100", "orders.refund", REFUND, token)));
        }
        await(Future.all(results));

        assertThat(results)
                .filteredOn(done -> done.result() instanceof ToolResult.Success)
                .hasSize(1);
        assertThat(results)
                .filteredOn(done -> done.result() instanceof ToolResult.Refused)
                .hasSize(3);
        assertThat(shop.seen).hasSize(1);
    }

    @Test
    void callsOfOneToolAreBoundedAndTheRestWaitOrFail() throws Exception {
        List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
        var open = new AtomicBoolean();
        shop.then(request -> {
            if (open.get()) {
                request.response().end("{}");
            } else {
                held.add(request);
            }
        });
        List<Future<ToolResult>> results = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            results.add(
                    runner.run(new ToolCall("n" + i, "c1", "555-0100", "orders.lookup", Map.of("number", "1"), null)));
        }

        await(results.get(5));

        assertThat(results.get(5).result()).isInstanceOf(ToolResult.Failed.class);
        assertThat(shop.seen).hasSizeLessThanOrEqualTo(LIMITS.concurrent());
        open.set(true);
        held.forEach(request -> request.response().end("{}"));
        await(Future.join(results));
        assertThat(shop.seen).extracting(ScriptedSystem.Seen::idempotencyKey).doesNotContain("n5");
    }

    @Test
    void ruleAllowsEachCallOfEachConversation() throws Exception {
        shop.then(200, "{}").then(200, "{}");
        var tent = new ToolCall("c1-t2", "c1", "555-0100", "orders.refund", REFUND, null);
        var mug = new ToolCall(
                "c2-t2",
                "c2",
                "555-0100",
                "orders.refund",
                Map.of("number", "105577", "amount", new BigDecimal("14.50")),
                null);

        var results = List.of(allowed(tent), allowed(mug));

        assertThat(results).allMatch(ToolResult.Success.class::isInstance);
    }

    @Test
    void ruleAllowsTheSameCallOnceOverHoweverOftenItIsAsked() throws Exception {
        var call = new ToolCall("c3-t2", "c3", "555-0100", "orders.refund", REFUND, null);
        var until = Instant.now().plusSeconds(60);

        String first = await(tokens.grant(GrantedApproval.byRule(call, "order.total > 50", until)));
        String again = await(tokens.grant(GrantedApproval.byRule(call, "order.total > 50", until)));

        assertThat(again).isEqualTo(first);
    }

    private ToolResult allowed(ToolCall call) throws Exception {
        String token = await(tokens.grant(
                GrantedApproval.byRule(call, "order.total > 50", Instant.now().plusSeconds(60))));
        return await(runner.run(call.under(token)));
    }

    private ToolResult lookup(String number) throws Exception {
        return await(runner.run(call("orders.lookup", Map.of("number", number), null)));
    }

    private String refused(ToolCall call) throws Exception {
        return ((ToolResult.Refused) await(runner.run(call))).reason();
    }

    private String granted(Map<String, Object> with, String guidance) throws Exception {
        return await(tokens.grant(new GrantedApproval(
                "c1",
                "555-0100",
                "orders.refund",
                with,
                List.of("ada"),
                1,
                guidance,
                Instant.now().plusSeconds(60))));
    }

    private String expired() throws Exception {
        return await(tokens.grant(new GrantedApproval(
                "c1",
                "555-0100",
                "orders.refund",
                REFUND,
                List.of("ada"),
                1,
                "old",
                Instant.now().minusSeconds(1))));
    }

    private ToolCall call(String tool, Map<String, Object> with, String token) {
        return new ToolCall("call-1", "c1", "555-0100", tool, with, token);
    }

    private Tool tool(String name, String method, String path, Map<String, String> arguments, boolean gated) {
        return tool(name, method, path, arguments, gated, Duration.ofSeconds(10));
    }

    private Tool tool(
            String name, String method, String path, Map<String, String> arguments, boolean gated, Duration timeout) {
        return new Tool(
                name,
                method,
                shop.url(path),
                Map.of("X-Shop", "harbour"),
                arguments,
                gated,
                timeout,
                2,
                new Position("tools.yaml", 1, 1));
    }

    private static void cut(HttpServerRequest request) {
        request.connection().close();
    }

    private static void drip(HttpServerRequest request) {
        request.response().setChunked(true);
        Vertx.currentContext().owner().setPeriodic(50, timer -> {
            if (request.response().closed()) {
                Vertx.currentContext().owner().cancelTimer(timer);
            } else {
                request.response().write(" ");
            }
        });
    }
}
