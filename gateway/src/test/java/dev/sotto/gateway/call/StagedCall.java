package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSettings;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A real telephone edge on loopback, a phone in a call with it, and a conversation that the test plays. */
final class StagedCall implements AutoCloseable {
    static final String ID = "conversation-1";
    static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 9 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";

    /** Some of the tests' calls live on SIP's event loop, and some don't. */
    private static final int LOOPS = Integer.getInteger("sotto.test.loops", 2);

    private static final Addresses ADDRESSES = new Addresses("test", 1);

    final SipPhone phone;
    final InetSocketAddress address;
    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean durable = new AtomicBoolean(true);
    private volatile String edge = "";
    private final BlockingQueue<ToConversation> heard = new LinkedBlockingQueue<>();

    StagedCall(int firstPort, String callId) throws Exception {
        BusRecords.register(vertx.eventBus());
        vertx.eventBus().<ToConversation>consumer(ADDRESSES.orchestratorOf(ID), message -> {
            if (message.body() instanceof ToConversation.Begin begin) {
                // before the test hears of it: it speaks to that address next
                edge = begin.edge();
                message.reply(Ok.OK);
            }
            boolean figures = message.body() instanceof ToConversation.SilenceMeasured
                    || message.body() instanceof ToConversation.CallMeasured;
            if (!figures) {
                heard.add(message.body());
            }
        });
        CallVerticle.Parts parts = new CallVerticle.Parts(
                ADDRESSES,
                MediaPorts.of(firstPort, firstPort + 99),
                text -> new ShortSound(),
                null,
                SipMeters.NONE,
                MediaMeters.NONE,
                CallMeters.NONE,
                InstantSource.system(),
                () -> ID);
        MediaSettings media = MediaSettings.defaults(InetAddress.getLoopbackAddress());
        CallVerticle telephone = new CallVerticle(
                        new CallSettings(
                                "127.0.0.1", 0, SipSettings.DEFAULT, media, false, 10, CallRules.DEFAULT, LOOPS),
                        parts)
                .whileDurable(durable::get);
        vertx.deployVerticle(telephone)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        address = telephone.address();
        phone = new SipPhone(address, callId);
        phone.call(SDP);
        await(ToConversation.Begin.class);
    }

    /** Whether facts can be kept, from now on. */
    void durable(boolean now) {
        durable.set(now);
    }

    void want(ToEdge message) {
        vertx.eventBus().send(edge, message);
    }

    /** What the conversation hears next, figures apart; it must be that. */
    <T extends ToConversation> T await(Class<T> type) throws InterruptedException {
        ToConversation next = next();
        assertThat(next).isInstanceOf(type);
        return type.cast(next);
    }

    /** Null where it hears nothing for 20 s. */
    @Nullable
    ToConversation next() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        phone.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
