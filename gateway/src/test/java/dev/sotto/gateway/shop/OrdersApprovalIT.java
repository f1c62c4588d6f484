package dev.sotto.gateway.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.junit5.VertxExtension;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tool's own service takes nothing on trust: not the gateway's word, not the token's own. */
@ExtendWith(VertxExtension.class)
final class OrdersApprovalIT {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant EXPIRY = NOON.plusSeconds(600);
    private static final Map<String, Object> REFUND = Map.of("number", "482913", "amount", 129);
    private static final String BODY = "{\"amount\":129.00}";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final TestApprover approver = new TestApprover();
    private Vertx vertx;
    private WebClient client;
    private int port;

    @BeforeEach
    void serve(Vertx fresh) throws Exception {
        vertx = fresh;
        client = WebClient.create(vertx, new WebClientOptions().setKeepAlive(false));
        port = serve(approver.keys());
    }

    private int serve(ApprovalKeys keys) throws Exception {
        Router root = Router.router(vertx);
        root.route("/shop/*").subRouter(new OrdersService(new Moved(now), keys).router(vertx));
        return wait(vertx.createHttpServer().requestHandler(root).listen(0, "127.0.0.1"))
                .actualPort();
    }

    @Test
    void anApprovedRefundIsPaidOnceAndToldAgainToWhoeverAsksAgain() throws Exception {
        String token = approver.refund(REFUND, EXPIRY);

        var first = refund(token, "k1", BODY);
        var again = refund(token, "k1", BODY);
        now.set(EXPIRY.plusSeconds(20));
        var late = refund(token, "k1", BODY);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(List.of(again.bodyAsJsonObject(), late.bodyAsJsonObject())).containsOnly(first.bodyAsJsonObject());
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void anotherCallWithTheSameApprovalIsRefused() throws Exception {
        String token = approver.refund(REFUND, EXPIRY);
        refund(token, "k1", BODY);

        says(refund(token, "k2", BODY), 409, "approval_used");

        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void ofManyAtOnceOneIsPaid() throws Exception {
        String token = approver.refund(REFUND, EXPIRY);
        List<Future<HttpResponse<Buffer>>> all = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            all.add(send(port, token, "k" + i, BODY));
        }
        wait(Future.all(all));

        assertThat(all).filteredOn(one -> one.result().statusCode() == 201).hasSize(1);
        assertThat(all).filteredOn(one -> one.result().statusCode() == 409).hasSize(19);
        assertThat(refunds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":129.01}",
                "{\"amount\":\"129\"}",
                "{\"amount\":129,\"to\":\"another card\"}",
                "{\"amount\":{\"value\":129}}",
                "{\"amount\":null}",
                "{}"
            })
    void whatWasNotApprovedIsNotDone(String body) throws Exception {
        says(refund(approver.refund(REFUND, EXPIRY), "k1", body), 403, "approval_for_other_arguments");
        assertThat(refunds()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":129,\"number\":\"482913\"}",
                "{\"amount\":1,\"amount\":129}",
                "{\"amount\":129} {\"amount\":5}",
                "null"
            })
    void aBodyWithTwoMeaningsIsNoRequest(String body) throws Exception {
        assertThat(refund(approver.refund(REFUND, EXPIRY), "k1", body).statusCode())
                .isEqualTo(400);
    }

    @Test
    void anApprovalForSomethingElseIsRefused() throws Exception {
        var elsewhere = Map.<String, Object>of("number", "105577", "amount", 129);
        var both = TestApprover.claims("orders.refund", REFUND, EXPIRY).audience(List.of("orders.refund", "x"));

        says(refund(approver.refund(elsewhere, EXPIRY), "k1", BODY), 403, "approval_for_other_arguments");
        says(refund(sign("orders.replace"), "k1", BODY), 403, "approval_for_another_tool");
        says(refund(approver.sign(both.build()), "k1", BODY), 403, "approval_for_another_tool");
    }

    @Test
    void anExpiredApprovalIsRefusedAfterALittleLeeway() throws Exception {
        now.set(EXPIRY.plusSeconds(29));
        assertThat(refund(approver.refund(REFUND, EXPIRY), "k1", BODY).statusCode())
                .isEqualTo(201);

        now.set(EXPIRY.plusSeconds(30));
        says(refund(approver.refund(REFUND, EXPIRY), "k2", BODY), 403, "approval_expired");
    }

    @Test
    void withoutAnApprovalOrAKeyNothingIsPaid() throws Exception {
        says(refund(null, "k1", BODY), 403, "approval_missing");
        says(refund(approver.refund(REFUND, EXPIRY), null, BODY), 400, "key_missing");
        assertThat(refunds()).isZero();
    }

    @Test
    void forgeriesAreRefused() throws Exception {
        String real = approver.refund(REFUND, EXPIRY);
        JWTClaimsSet claims =
                TestApprover.claims("orders.refund", REFUND, EXPIRY).build();
        var confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("sotto-approval+jwt"))
                        .keyID(approver.key.getKeyID())
                        .build(),
                claims);
        confused.sign(new MACSigner(approver.published().getBytes(StandardCharsets.UTF_8)));
        var stranger = new TestApprover();
        var untyped = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(approver.key.getKeyID());
        var nameless = new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("sotto-approval+jwt"));

        for (String forged : List.of(
                "x",
                "a.b.c",
                real.substring(0, real.length() - 3) + "AAA",
                real.substring(0, real.lastIndexOf('.') + 1),
                new PlainJWT(claims).serialize(),
                confused.serialize(),
                stranger.sign(claims),
                stranger.sign(approver.header().build(), claims),
                approver.sign(untyped.build(), claims),
                approver.sign(nameless.build(), claims),
                approver.sign(new JWTClaimsSet.Builder(claims).issuer("else").build()),
                approver.sign(new JWTClaimsSet.Builder(claims).jwtID(null).build()),
                approver.sign(
                        new JWTClaimsSet.Builder(claims).expirationTime(null).build()))) {
            says(refund(forged, "k1", BODY), 403, "approval_invalid");
        }
        assertThat(refunds()).isZero();
    }

    @Test
    void withoutTheKeysNothingIsPaid() throws Exception {
        int cutOff = serve(new PublishedKeys(vertx, "http://127.0.0.1:1/.well-known/jwks.json", new Moved(now)));

        says(wait(send(cutOff, approver.refund(REFUND, EXPIRY), "k1", BODY)), 503, "keys_unreachable");
    }

    @Test
    void keysAreFetchedOnceAndAgainWhenTheyChange() throws Exception {
        var published = new AtomicReference<>(approver.published());
        var asked = new AtomicInteger();
        HttpServer publisher = wait(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().end(published.get());
                })
                .listen(0, "127.0.0.1"));
        port = serve(new PublishedKeys(
                vertx, "http://127.0.0.1:" + publisher.actualPort() + "/.well-known/jwks.json", new Moved(now)));
        var next = new TestApprover();

        List<Future<HttpResponse<Buffer>>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(send(port, approver.refund(REFUND, EXPIRY), "k" + i, BODY));
        }
        wait(Future.all(all));
        says(refund(next.refund(REFUND, EXPIRY), "n1", BODY), 403, "approval_invalid");
        assertThat(all).allMatch(one -> one.result().statusCode() == 201);
        assertThat(asked).hasValue(1);

        published.set(next.published());
        now.set(NOON.plusSeconds(11));

        assertThat(refund(next.refund(REFUND, EXPIRY), "n2", BODY).statusCode()).isEqualTo(201);
        assertThat(asked).hasValue(2);
    }

    /** The example of the documentation, computed here a second time. */
    @Test
    void argumentsAreDigestedAsDocumented() {
        assertThat(ArgumentsDigest.of(Map.of("number", "482913", "amount", new BigDecimal("129.00"))))
                .contains("a14bcad8c717b9a08ecf97ed99826cba8d8b9e3b00a3d810b69b9844accc163b");
        assertThat(ArgumentsDigest.of(Map.of("a", "\u001f\"\\\n\ud83d😀/", "b", true, "c", -0.5)))
                .isPresent()
                .isNotEqualTo(ArgumentsDigest.of(Map.of("a", "\u001f\"\\\n?😀/", "b", true, "c", -0.5)));
    }

    private String sign(String tool) {
        return approver.sign(TestApprover.claims(tool, REFUND, EXPIRY).build());
    }

    private HttpResponse<Buffer> refund(String token, String key, String body) throws Exception {
        return wait(send(port, token, key, body));
    }

    private Future<HttpResponse<Buffer>> send(int to, String token, String key, String body) {
        var request = client.post(to, "127.0.0.1", "/shop/orders/482913/refunds");
        if (token != null) {
            request.putHeader("Sotto-Approval", token);
        }
        if (key != null) {
            request.putHeader("Idempotency-Key", key);
        }
        return request.sendBuffer(Buffer.buffer(body));
    }

    private int refunds() throws Exception {
        return wait(client.get(port, "127.0.0.1", "/shop/orders/482913").send())
                .bodyAsJsonObject()
                .getJsonArray("refunds")
                .size();
    }

    private static void says(HttpResponse<Buffer> reply, int status, String error) {
        assertThat(reply.bodyAsJsonObject().getString("error")).isEqualTo(error);
        assertThat(reply.statusCode()).isEqualTo(status);
    }

    private static <T> T wait(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** A clock that is set by hand. */
    private static final class Moved extends Clock implements InstantSource {
        private final AtomicReference<Instant> now;

        Moved(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
