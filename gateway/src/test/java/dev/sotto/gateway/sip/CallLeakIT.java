package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipResponse;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many calls one after another as fast as one client can, some refused, some given up, some hung up by us: the tables are empty
 * afterwards, and nothing had to be sent twice.
 */
class CallLeakIT {
    private static final int CALLS = 2_000;

    private final Vertx vertx = Vertx.vertx();
    private final CountingMeters meters = new CountingMeters();
    private final RecordingCalls calls = new RecordingCalls(CallLeakIT::take);
    private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    /** T1 is short, so that what a transaction keeps for 64*T1 is gone soon, and long enough for a slow machine. */
    private final SipEndpoint endpoint = new SipEndpoint(
            context.nettyEventLoop(), SipSettings.DEFAULT.withT1(Duration.ofMillis(200)), calls, meters);

    private InetSocketAddress address;

    private static void take(IncomingCall call) {
        int number = Integer.parseInt(call.callId().replace("call-", ""));
        if (number % 4 == 1) {
            call.refuse(480, "");
        } else if (number % 4 == 2) {
            call.ringing();
        } else {
            call.answer(Caller.SDP);
        }
    }

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
    void nothingIsLeftOfManyCallsAndNothingIsSentTwice() throws Exception {
        for (int number = 0; number < CALLS; number++) {
            try (SipPhone phone = new SipPhone(address, "call-" + number)) {
                one(phone, number);
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        int left = left();
        while (left > 0 && System.nanoTime() < deadline) {
            left = left();
        }
        assertThat(left).as("calls and transactions that are left").isZero();
        assertThat(retransmissions()).isLessThan(CALLS / 100);
        assertThat(calls.calls).hasSize(CALLS);
    }

    private static void one(SipPhone phone, int number) throws Exception {
        Caller caller = phone.caller();
        phone.say(caller.invite());
        if (number % 4 == 1) {
            caller.heard(phone.hear(480));
            phone.say(caller.ackToRefusal());
        } else if (number % 4 == 2) {
            phone.hear(180);
            phone.say(caller.cancel());
            SipResponse gone = phone.hear(487);
            phone.say(caller.heard(gone).ackToRefusal());
        } else {
            phone.say(caller.heard(phone.hear(200)).ack());
            phone.hangUp();
        }
    }

    private int left() throws Exception {
        return context.nettyEventLoop()
                .schedule(() -> meters.calls + meters.transactions, 100, TimeUnit.MILLISECONDS)
                .get(10, TimeUnit.SECONDS);
    }

    private int retransmissions() throws Exception {
        return context.nettyEventLoop().submit(() -> meters.retransmissionsSent).get(10, TimeUnit.SECONDS);
    }
}
