package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.transport.SipMeters;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blind transfers of calls over loopback. */
class ReferIT {
    /** T1 of 30 ms: a REFER that nobody answers is given up after 1.9 s. */
    private static final SipSettings HASTY = SipSettings.DEFAULT.withT1(Duration.ofMillis(30));

    private final Vertx vertx = Vertx.vertx();
    private final RecordingCalls calls = new RecordingCalls(call -> call.answer(Caller.SDP));
    private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    private final SipEndpoint endpoint = new SipEndpoint(context.nettyEventLoop(), HASTY, calls, SipMeters.NONE);
    private SipPhone phone;

    @BeforeEach
    void call() throws Exception {
        InetSocketAddress address = endpoint.bind("127.0.0.1", 0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        phone = new SipPhone(address, "referred");
        phone.call(Caller.SDP);
        awaitEvents("acknowledged null");
        context.runOnContext(nothing -> calls.last().refer("sip:desk@pbx.test"));
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        endpoint.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void awaitEvents(String... events) throws Exception {
        for (String event : events) {
            assertThat(calls.next()).isEqualTo(event);
        }
    }

    @Test
    void callerThatIsPutThroughIsReported() throws Exception {
        assertThat(phone.awaitRefer("202 Accepted")).isEqualTo("<sip:desk@pbx.test>");
        phone.report("100 Trying");
        phone.report("180 Ringing");
        phone.report("200 OK");
        awaitEvents("transferred");
        phone.hangUp();
        awaitEvents("hung up null");
    }

    @Test
    void refusedReferIsReportedAndTheCallGoesOn() throws Exception {
        phone.awaitRefer("603 Decline");
        awaitEvents("transfer failed 603 Decline");
        phone.press('1');
        awaitEvents("digit 1");
    }

    @Test
    void referThatNobodyAnswersIsGivenUp() throws Exception {
        phone.awaitRefer("");
        awaitEvents("transfer failed 408 REFER not answered");
        phone.press('1');
    }

    @Test
    void busyTargetIsReportedAndTheCallGoesOn() throws Exception {
        phone.awaitRefer("202 Accepted");
        phone.report("100 Trying");
        phone.report("486 Busy Here");
        awaitEvents("transfer failed 486 Busy Here");
        phone.press('1');
        phone.hangUp();
    }

    @Test
    void byeAfter202IsATransfer() throws Exception {
        phone.awaitRefer("202 Accepted");
        phone.hangUp();
        awaitEvents("transferred", "hung up null");
    }
}
