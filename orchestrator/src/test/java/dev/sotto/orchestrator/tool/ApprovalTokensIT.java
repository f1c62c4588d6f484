package dev.sotto.orchestrator.tool;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.orchestrator.journal.SharedDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gate itself: what opens it, and the exact reason when it stays shut. */
@ExtendWith(SharedDatabase.class)
class ApprovalTokensIT {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00.750Z");
    private static final Instant EXPIRY = Instant.parse("2026-11-22T12:10:00Z");
    private static final String ANN = "555-0100";
    private static final Map<String, Object> REFUND = Map.of("number", "482913", "amount", new BigDecimal("129.00"));

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;
    private Pool pool;
    private ApprovalTokens tokens;

    @BeforeEach
    void open(Pool shared) throws Exception {
        pool = shared;
        tokens = await(ApprovalTokens.open(pool, new SecureRandom(), clock));
    }

    @Test
    void itOpensOnceForOneCallWhichMayTryAgain() throws Exception {
        String token = granted("g1");

        assertThat(consumed("t1", token)).isEmpty();
        assertThat(consumed("t1", token)).isEmpty();
        assertThat(consumed("t2", token)).contains(Refusal.USED.text);
    }

    @Test
    void ofManyAtOnceExactlyOnePasses() throws Exception {
        String token = granted("g1");
        List<Future<Optional<String>>> all = new ArrayList<>();

        for (int i = 0; i < 64; i++) {
            all.add(tokens.consume(call("t" + i, token)));
        }
        await(Future.all(all));

        assertThat(all).filteredOn(one -> one.result().isEmpty()).hasSize(1);
        assertThat(all)
                .filteredOn(one -> one.result().isPresent())
                .extracting(one -> one.result().get())
                .containsOnly(Refusal.USED.text);
    }

    @Test
    void itIsForOneConversationOneCustomerAndOneTool() throws Exception {
        String token = granted("g1");

        assertThat(refused(new ToolCall("t1", "c2", ANN, "orders.refund", REFUND, token)))
                .isEqualTo(Refusal.OTHER_CONVERSATION.text);
        assertThat(refused(new ToolCall("t1", "c1", "555-0199", "orders.refund", REFUND, token)))
                .isEqualTo(Refusal.OTHER_CUSTOMER.text);
        assertThat(refused(new ToolCall("t1", "c1", ANN, "orders.replace", REFUND, token)))
                .isEqualTo(Refusal.OTHER_TOOL.text);
        assertThat(consumed("t1", token)).isEmpty();
    }

    @Test
    void itIsForExactlyTheseArguments() throws Exception {
        String token = granted("g1");
        Map<String, Object> nested = Map.of("number", "482913", "amount", Map.of("value", new BigDecimal("129.00")));

        for (Map<String, Object> other : List.<Map<String, Object>>of(
                Map.of("number", "482913", "amount", "129.00"),
                Map.of("number", "482913", "amount", new BigDecimal("129.000000000000000001")),
                Map.of("number", "482913", "amount", new BigDecimal("-129.00")),
                Map.of("number", "482913"),
                Map.of("number", "482913", "amount", new BigDecimal("129.00"), "extra", ""),
                Map.of("number", 482913, "amount", new BigDecimal("129.00")),
                Map.of("number", "482913 ", "amount", new BigDecimal("129.00")),
                Map.of("number", "４８２９１３", "amount", new BigDecimal("129.00")),
                Map.of("number", "482913\u200b", "amount", new BigDecimal("129.00")),
                Map.of("Number", "482913", "amount", new BigDecimal("129.00")),
                nested)) {
            assertThat(refused(new ToolCall("t1", "c1", ANN, "orders.refund", other, token)))
                    .as("%s", other)
                    .isEqualTo(Refusal.OTHER_ARGUMENTS.text);
        }
        // 129 is 129.0 is 129.00, whatever type carries it
        for (Number same : List.of(129, 129L, 129.0, BigInteger.valueOf(129), new BigDecimal("1.29E+2"))) {
            assertThat(await(tokens.consume(new ToolCall(
                            "t1", "c1", ANN, "orders.refund", Map.of("amount", same, "number", "482913"), token))))
                    .isEmpty();
        }
    }

    @Test
    void itEndsAtTheSecondOfItsExpiry() throws Exception {
        String token = granted("g1");
        assertThat(Tokens.claim(token, "exp")).isEqualTo((int) EXPIRY.getEpochSecond());

        now.set(EXPIRY.minusNanos(1_000));
        assertThat(consumed("t1", token)).isEmpty();

        now.set(EXPIRY);
        assertThat(consumed("t1", token)).contains(Refusal.EXPIRED.text);
    }

    @Test
    void aRevokedOneIsRefusedWithItsReason() throws Exception {
        String token = granted("g1");

        assertThat(await(tokens.revoke("g1", "the order was cancelled"))).isTrue();

        assertThat(consumed("t1", token)).contains("the approval was revoked: the order was cancelled");
        assertThat(await(tokens.revoke("g1", "something else"))).isFalse();
        assertThat(consumed("t1", granted("g1"))).contains("the approval was revoked: the order was cancelled");
        assertThat(await(tokens.revoke("never asked", "x"))).isFalse();
    }

    @Test
    void whatIsUnderWayCanNotBeRevokedAnyMore() throws Exception {
        String token = granted("g1");
        consumed("t1", token);

        assertThat(await(tokens.revoke("g1", "too late"))).isFalse();

        assertThat(consumed("t1", token)).isEmpty();
    }

    @Test
    void revokingAndUsingAtOnceHaveOneWinner() throws Exception {
        for (int i = 0; i < 50; i++) {
            String token = granted("g" + i);
            Future<Optional<String>> used = tokens.consume(call("t" + i, token));
            Future<Boolean> revoked = tokens.revoke("g" + i, "changed");
            await(Future.all(used, revoked));

            assertThat(used.result().isEmpty()).isNotEqualTo(revoked.result());
        }
    }

    @Test
    void itEndsWithTheConversationExceptForACallThatIsUnderWay() throws Exception {
        String unused = granted("g1");
        String used = granted("g2");
        consumed("t2", used);
        ended("c1");

        assertThat(consumed("t1", unused)).contains(Refusal.ENDED.text);
        assertThat(consumed("t2", used)).isEmpty();
        assertThat(consumed("t3", used)).contains(Refusal.USED.text);
    }

    @Test
    void onePersonTwiceIsNotTwoPeople() throws Exception {
        for (List<String> people : List.of(
                List.of("ada"),
                List.of("ada", "ada"),
                List.of("ada", "Ada "),
                List.of("ada", " "),
                List.<String>of())) {
            assertThatThrownBy(() -> await(tokens.grant(approval("g1", people, 2))))
                    .as("%s", people)
                    .hasMessageContaining("takes 2 different people");
        }
        assertThat(await(tokens.ofGuidance("g1"))).isNull();

        String token = await(tokens.grant(approval("g1", List.of("ada", "ben"), 2)));

        assertThat(Tokens.claim(token, "approved_by")).isEqualTo(List.of("ada", "ben"));
        assertThat(consumed("t1", token)).isEmpty();
    }

    @Test
    void theDatabaseCountsThePeopleToo() {
        assertThatThrownBy(() -> await(pool.query("""
                        insert into approval_token (id, conversation, customer, guidance, tool, arguments, fingerprint,
                        granted_by, required, granted_at, expires_at)
                        values ('x', 'c1', '', 'g1', 't', '{}', 'f', '{ada}', 2, now(), now())""").execute())).hasMessageContaining("enough_people");
    }

    @Test
    void grantingAgainGivesTheSameApprovalAndNothingElseForTheSameQuestion() throws Exception {
        String first = granted("g1");
        now.set(START.plusSeconds(60));

        assertThat(granted("g1")).isEqualTo(first);
        assertThat(await(tokens.ofGuidance("g1"))).isEqualTo(first);
        for (var other : List.of(
                new GrantedApproval("c1", ANN, "orders.refund", Map.of("number", "1"), List.of("ada"), 1, "g1", EXPIRY),
                new GrantedApproval("c1", "555-0199", "orders.refund", REFUND, List.of("ada"), 1, "g1", EXPIRY),
                new GrantedApproval("c1", ANN, "orders.replace", REFUND, List.of("ada"), 1, "g1", EXPIRY))) {
            assertThatThrownBy(() -> await(tokens.grant(other))).hasMessageContaining("approved something else");
        }
    }

    @Test
    void theKeyOutlivesARestartAndOpensNothingByItself() throws Exception {
        String token = granted("g1");
        byte[] kept = await(pool.query("select value from installation_key where name = 'approval-es256'")
                        .execute()
                        .map(rows -> rows.iterator().next().getBuffer(0)))
                .getBytes();
        var again = await(ApprovalTokens.open(pool, new SecureRandom(), clock));
        String invented = ApprovalKey.of(kept)
                .sign(new ApprovalClaims(
                        "no such id",
                        "c1",
                        ANN,
                        "g1",
                        "orders.refund",
                        ArgumentsFingerprint.of(REFUND),
                        List.of("ada"),
                        START,
                        EXPIRY));

        assertThat(again.publicKeys()).isEqualTo(tokens.publicKeys());
        assertThat(await(again.consume(call("t1", invented)))).contains(Refusal.UNKNOWN.text);
        assertThat(await(again.consume(call("t1", token)))).isEmpty();
    }

    @Test
    void anotherInstallationsTokenIsForged() throws Exception {
        var other = new ApprovalTokens(
                pool, ApprovalKey.of(ApprovalKey.generate(new SecureRandom())), new SecureRandom(), clock);

        assertThat(consumed("t1", await(other.grant(approval("g1", List.of("ada"), 1)))))
                .contains(Refusal.FORGED.text);
        assertThat(consumed("t1", null)).contains(Refusal.MISSING.text);
        assertThat(consumed("t1", "0".repeat(32) + ".c2lnbmVk")).contains(Refusal.MALFORMED.text);
    }

    @Test
    void aRuleIsNamedAsWhoAllowedIt() throws Exception {
        var call = call("t1", null);

        String token = await(tokens.grant(GrantedApproval.byRule(call, "order.total > 50", EXPIRY)));

        assertThat(Tokens.claim(token, "approved_by")).isEqualTo(List.of("rule: order.total > 50"));
        assertThat(Tokens.claim(token, "sub")).isEqualTo(ANN);
        assertThat(await(tokens.consume(call.under(token)))).isEmpty();
    }

    @Test
    void withoutTheDatabaseTheGateStaysShut(Vertx vertx) throws Exception {
        byte[] key = await(pool.query("select value from installation_key where name = 'approval-es256'")
                        .execute()
                        .map(rows -> rows.iterator().next().getBuffer(0)))
                .getBytes();
        Pool nowhere = PgBuilder.pool()
                .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(1))
                .using(vertx)
                .build();
        var cutOff = new ApprovalTokens(nowhere, ApprovalKey.of(key), new SecureRandom(), clock);

        var consumed = cutOff.consume(call("t1", granted("g1")));

        assertThatThrownBy(() -> await(consumed)).isNotNull();
        await(nowhere.close());
    }

    private String granted(String guidance) throws Exception {
        return await(tokens.grant(approval(guidance, List.of("ada"), 1)));
    }

    private static GrantedApproval approval(String guidance, List<String> people, int required) {
        return new GrantedApproval(
                "c1", ANN, "orders.refund", REFUND, people, required, guidance, EXPIRY.plusMillis(999));
    }

    private Optional<String> consumed(String callId, String token) throws Exception {
        return await(tokens.consume(call(callId, token)));
    }

    private String refused(ToolCall call) throws Exception {
        return await(tokens.consume(call)).orElse("open");
    }

    private static ToolCall call(String id, String token) {
        return new ToolCall(id, "c1", ANN, "orders.refund", REFUND, token);
    }

    private void ended(String conversation) throws Exception {
        await(pool.preparedQuery("""
                        insert into conversation (id, state, channel, task, node, started_at)
                        values ($1, 'ended', 'voice', '', 'n', $2)""").execute(Tuple.of(conversation, START.atOffset(ZoneOffset.UTC))));
    }
}
