package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.SipMeters;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls over loopback, on a Vert.x event loop. */
class SipEndpointIT {
    private final Vertx vertx = Vertx.vertx();
    private volatile Consumer<IncomingCall> onInvite = call -> {
        call.ringing();
        call.answer(Caller.SDP);
    };
    private final RecordingCalls calls = new RecordingCalls(call -> onInvite.accept(call));
    private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    private final SipEndpoint endpoint =
            new SipEndpoint(context.nettyEventLoop(), SipSettings.DEFAULT, calls, SipMeters.NONE);
    private InetSocketAddress address;

    @BeforeEach
    void bind() throws Exception {
        address = endpoint.bind("127.0.0.1", 0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        endpoint.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void callerIsAnsweredAndHangsUp() throws Exception {
        try (SipPhone phone = new SipPhone(address, "answered")) {
            phone.say(phone.caller().invite());
            assertThat(((SipResponse) phone.hear()).status()).isEqualTo(100);
            assertThat(((SipResponse) phone.hear()).status()).isEqualTo(180);
            SipResponse ok = phone.hear(200);
            assertThat(ok.bodyText()).isEqualTo(Caller.SDP);
            assertThat(ok.headers().first("Contact")).isEqualTo("<sip:sotto@127.0.0.1:" + address.getPort() + ">");
            phone.say(phone.caller().heard(ok).ack());
            phone.say(phone.caller().bye());
            phone.hear(200);
        }
        assertThat(calls.events).containsExactly("acknowledged null", "hung up null");
    }

    @Test
    void callerCancelsWhileItRings() throws Exception {
        onInvite = IncomingCall::ringing;
        try (SipPhone phone = new SipPhone(address, "cancelled")) {
            phone.say(phone.caller().invite());
            phone.hear(180);
            phone.say(phone.caller().cancel());
            assertThat(phone.hear(200).headers().first("CSeq")).isEqualTo("1 CANCEL");
            assertThat(phone.hear(487).headers().first("CSeq")).isEqualTo("1 INVITE");
            phone.say(phone.caller().ackToRefusal());
        }
        assertThat(calls.events).containsExactly("cancelled");
    }

    @Test
    void weHangUp() throws Exception {
        try (SipPhone phone = new SipPhone(address, "ours")) {
            phone.say(phone.caller().invite());
            SipResponse ok = phone.hear(200);
            context.runOnContext(nothing -> calls.last().hangUp("done"));
            phone.say(phone.caller().heard(ok).ack());
            SipRequest bye = phone.hearRequest("BYE");
            assertThat(bye.headers().first("Reason")).isEqualTo("SIP;cause=200;text=\"done\"");
            phone.say(phone.caller().okTo(bye));
        }
    }

    @Test
    void lostAnswerIsRepeatedUntilAck() throws Exception {
        try (SipPhone phone = new SipPhone(address, "repeated")) {
            phone.say(phone.caller().invite());
            SipResponse first = phone.hear(200);
            assertThat(phone.hear(200)).isEqualTo(first);
            phone.say(phone.caller().heard(first).ack());
            phone.say(phone.caller().bye());
            phone.hear(200);
        }
        assertThat(calls.events).contains("hung up null");
    }

    @Test
    void keysAndHangUpAreHeard() throws Exception {
        try (SipPhone phone = new SipPhone(address, "keys")) {
            assertThat(phone.call("v=0")).isEqualTo(Caller.SDP);
            phone.press('4');
            phone.press('#');
            phone.hangUp();
        }
        assertThat(calls.events).containsExactly("acknowledged null", "digit 4", "digit #", "hung up null");
    }

    @Test
    void closeHangsUpWhatIsLeft() throws Exception {
        try (SipPhone phone = new SipPhone(address, "left")) {
            phone.call("v=0");
            phone.press('1');
            endpoint.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            phone.awaitBye();
        }
    }

    @Test
    void contactOfASocketOnAnyAddressIsTheOneTowardsThePeer() throws Exception {
        SipEndpoint anywhere = new SipEndpoint(context.nettyEventLoop(), SipSettings.DEFAULT, calls, SipMeters.NONE);
        InetSocketAddress bound = anywhere.bind("0.0.0.0", 0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        InetSocketAddress local = new InetSocketAddress("127.0.0.1", bound.getPort());
        try (SipPhone phone = new SipPhone(local, "anywhere")) {
            phone.say(phone.caller().invite());
            assertThat(phone.hear(200).headers().first("Contact"))
                    .isEqualTo("<sip:sotto@127.0.0.1:" + bound.getPort() + ">");
        } finally {
            anywhere.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void portThatIsTakenFailsTheBind() {
        SipEndpoint second = new SipEndpoint(context.nettyEventLoop(), SipSettings.DEFAULT, calls, SipMeters.NONE);
        assertThat(second.bind("127.0.0.1", address.getPort())
                        .toCompletionStage()
                        .toCompletableFuture())
                .failsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void newCallsAreRefusedWhileDraining() throws Exception {
        endpoint.refuseNewCalls(true);
        try (SipPhone phone = new SipPhone(address, "drained")) {
            phone.say(phone.caller().invite());
            assertThat(phone.hear(503).headers().first("Retry-After")).isEqualTo("5");
        }
        assertThat(calls.calls).isEmpty();
    }

    @Test
    void garbageIsIgnoredAndTheNextCallAnswered() throws Exception {
        try (SipPhone phone = new SipPhone(address, "garbage")) {
            phone.say("\r\n\r\n");
            phone.say("\u0000\u0001\u0000\u0000");
            phone.say("INVITE\r\n\r\n");
            phone.say("x".repeat(60_000));
            phone.say(phone.caller().invite());
            SipResponse ok = phone.hear(200);
            phone.say(phone.caller().heard(ok).ack());
            phone.say(phone.caller().bye());
            phone.hear(200);
        }
    }
}
