package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller on loopback who is sent from one switch to another. */
class TransferredCallerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final Voice voice = new Voice();
    private SmallSwitch first;
    private SmallSwitch second;
    private Telephone telephone;

    @BeforeEach
    void open() {
        first = await(SmallSwitch.open(vertx));
        second = await(SmallSwitch.open(vertx));
        telephone = await(Telephone.open(vertx, voice, first.address(), InetAddress.getLoopbackAddress()));
    }

    @AfterEach
    void close() {
        await(telephone.close());
        first.close();
        second.close();
        await(vertx.close());
        voice.close();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String there() {
        return "sip:queue@127.0.0.1:" + second.address().getPort() + "?X-Order=482913&X-Why=a%20refund";
    }

    private VirtualCaller calls(Script script) {
        Dial dial = new Dial("shop", null, Map.of("X-Test", "1"));
        VirtualCaller caller = await(telephone.call(dial, script));
        await(caller.heard());
        return caller;
    }

    @Test
    void theCallGoesOnElsewhereWithAPerson() {
        VirtualCaller caller = calls(Script.named("moved")
                .untilAnswered()
                .transferred()
                .awaitPerson(PATIENCE)
                .note("served")
                .untilTheyHangUp()
                .build());
        first.refer(caller.callId(), there());
        String callId = await(eventually(() -> second.requests.stream()
                .filter(request -> request.method().equals("ACK"))
                .map(request -> request.header("call-id"))
                .findFirst()
                .orElse("")));

        telephone.understood(callId, "person", "");
        await(eventually(() -> first.methods(caller.callId()).contains("BYE") ? "left" : ""));
        vertx.setTimer(500, later -> second.hangUp(callId));
        CallResult result = await(caller.result());

        assertThat(result.outcome()).as(result.toString()).isEqualTo(CallResult.Outcome.COMPLETED);
        assertThat(result.transferred()).isTrue();
        assertThat(result.notes()).containsKey("served");
        SipMessage invite = second.requests.get(0);
        assertThat(invite.header("x-order")).isEqualTo("482913");
        assertThat(invite.header("x-why")).isEqualTo("a refund");
        assertThat(invite.header("referred-by")).isEqualTo("<sip:switch@127.0.0.1>");
        assertThat(invite.header("x-test")).as("ours was for the first only").isEmpty();
        assertThat(first.methods(caller.callId())).containsSubsequence("INVITE", "ACK", "NOTIFY", "NOTIFY", "BYE");
        LegResult one = result.legs().get(0);
        LegResult two = result.legs().get(1);
        assertThat(two.dialled()).isGreaterThan(one.answered());
        assertThat(two.firstSound()).isGreaterThanOrEqualTo(two.answered());
        assertThat(two.packets().packets()).isPositive();
        assertThat(one.end()).isEqualTo("we hung up");
        assertThat(two.end()).isEqualTo("they hung up");
    }

    @Test
    void whereNobodyTakesItTheFirstLegGoesOn() {
        second.refuse(486);
        VirtualCaller caller = calls(Script.named("stays").untilTheyHangUp().build());

        first.refer(caller.callId(), there());
        await(eventually(() -> first.requests.stream()
                .map(SipMessage::body)
                .filter(body -> body.startsWith("SIP/2.0 486"))
                .findFirst()
                .orElse("")));
        first.hangUp(caller.callId());
        CallResult result = await(caller.result());

        assertThat(result.outcome()).as(result.toString()).isEqualTo(CallResult.Outcome.COMPLETED);
        assertThat(result.transferred()).isFalse();
        assertThat(result.problems()).containsExactly("put through in vain: 486 Busy Here");
    }

    @Test
    void whoHasNoPatienceLeavesTheQueue() {
        VirtualCaller caller = calls(Script.named("impatient")
                .untilAnswered()
                .transferred()
                .awaitPerson(Duration.ofMillis(300))
                .build());

        first.refer(caller.callId(), there());
        CallResult result = await(caller.result());

        assertThat(result.outcome()).as(result.toString()).isEqualTo(CallResult.Outcome.ABANDONED);
        assertThat(result.abandonment()).isEqualTo(CallResult.Abandonment.IN_QUEUE);
        assertThat(result.legs()).hasSize(2);
    }

    /** Looks again and again until something is there. */
    private Future<String> eventually(java.util.function.Supplier<String> look) {
        String seen = look.get();
        return seen.isEmpty() ? vertx.timer(20).compose(again -> eventually(look)) : Future.succeededFuture(seen);
    }
}
