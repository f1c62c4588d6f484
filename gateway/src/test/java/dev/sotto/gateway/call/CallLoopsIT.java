package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSettings;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls on three event loops behind one SIP address. */
class CallLoopsIT {
    private static final int LOOPS = 3;
    private static final Addresses ADDRESSES = new Addresses("loops", 1);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(6));
    private final BlockingQueue<ToConversation> heard = new LinkedBlockingQueue<>();
    private final Map<String, String> edges = new ConcurrentHashMap<>();
    private final BlockingQueue<String> progress = new LinkedBlockingQueue<>();
    private final List<SipPhone> phones = new ArrayList<>();
    private CallVerticle edge;

    @BeforeEach
    void start() throws Exception {
        BusRecords.register(vertx.eventBus());
        vertx.eventBus().<ToConversation>consumer(ADDRESSES.orchestratorOf("any"), message -> {
            if (message.body() instanceof ToConversation.Begin begin) {
                edges.put(begin.conversationId(), begin.edge());
                message.reply(Ok.OK);
            }
            heard.add(message.body());
        });
        CallVerticle.Parts parts = new CallVerticle.Parts(
                ADDRESSES,
                MediaPorts.of(26_800, 26_999),
                text -> new ShortSound(),
                null,
                SipMeters.NONE,
                MediaMeters.NONE,
                CallMeters.NONE,
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
        MediaSettings media = MediaSettings.defaults(InetAddress.getLoopbackAddress());
        CallSettings settings = new CallSettings("127.0.0.1", 0, SipSettings.DEFAULT, media, false, 13).on(LOOPS);
        edge = new CallVerticle(settings, parts).calling(CallLoopsIT::direct, CallBackRule.NOBODY);
        await(vertx.deployVerticle(edge));
    }

    private static Future<CallPlan> direct(Dial dial, String offer) {
        int port = Integer.parseInt(dial.target().substring(dial.target().lastIndexOf(':') + 1));
        Hop hop = Hop.udp(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return Future.succeededFuture(CallPlan.to(dial.target(), hop, offer, dial.answerWithin()));
    }

    @AfterEach
    void stop() throws Exception {
        phones.forEach(SipPhone::close);
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private SipPhone phone(String callId) throws Exception {
        SipPhone phone = new SipPhone(edge.address(), callId);
        phones.add(phone);
        return phone;
    }

    private <T extends ToConversation> T await(Class<T> type) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            ToConversation next = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(next).as("a " + type.getSimpleName()).isNotNull();
            if (type.isInstance(next)) {
                return type.cast(next);
            }
        }
    }

    /** Twelve calls: where they are by hash is the same in every run. */
    private void twelve() throws Exception {
        for (int n = 0; n < 12; n++) {
            phone("call-" + n).call(StagedCall.SDP);
            await(ToConversation.Begin.class);
        }
    }

    @Test
    void callsAreSpreadOverTheLoopsAndEveryOneIsRenegotiatedAndEnds() throws Exception {
        twelve();
        List<Integer> spread = await(edge.spread());
        assertThat(spread).hasSize(LOOPS).allSatisfy(calls -> assertThat(calls).isPositive());
        assertThat(spread.stream().mapToInt(Integer::intValue).sum()).isEqualTo(12);

        for (SipPhone phone : phones) {
            assertThat(phone.reinvite(StagedCall.SDP + "a=sendonly\r\n")).contains("a=recvonly");
            assertThat(await(ToConversation.Hold.class).on()).isTrue();
            phone.hangUp();
            assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("caller_hung_up");
        }
        assertThat(await(edge.spread())).containsOnly(0);
    }

    @Test
    void limitIsOfAllLoopsTogether() throws Exception {
        twelve();
        phone("last").call(StagedCall.SDP);
        phone("one-more").callRefused(StagedCall.SDP, 503);
        phones.get(0).hangUp();
        await(ToConversation.Gone.class);
        phone("room-again").call(StagedCall.SDP);
    }

    @Test
    void conversationsReachTheirCallsWhereverTheyLive() throws Exception {
        twelve();
        edges.forEach((conversation, address) ->
                vertx.eventBus().send(address, new ToEdge.HangUp(conversation, "completed")));
        for (SipPhone phone : phones) {
            phone.awaitBye();
            assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("completed");
        }
    }

    @Test
    void callIsReplacedByOneWhoseNameBelongsToAnotherLoop() throws Exception {
        twelve();
        for (int n = 0; n < 3; n++) {
            SipPhone old = phones.get(n);
            SipPhone next = phone("instead-" + n);
            next.callInPlaceOf(old, StagedCall.SDP);
            old.awaitBye();
            next.hangUp();
            assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("caller_hung_up");
        }
    }

    @Test
    void drainEndsTheCallsOfAllLoops() throws Exception {
        twelve();
        Future<Void> drained = edge.drain();
        for (SipPhone phone : phones) {
            phone.awaitBye();
        }
        await(drained);
        phone("too-late").callRefused(StagedCall.SDP, 503);
    }

    @Test
    void ourCallsAreAnsweredHungUpAndCalledOffOnTheirLoops() throws Exception {
        SipPhone phone = phone("callee");
        for (int n = 0; n < 6; n++) {
            String name = "ours-" + n;
            edge.place(
                    new Dial(name, "sip:ann@127.0.0.1:" + phone.port(), null, null, Duration.ofSeconds(30), Dial.TALK),
                    new Kept());
            SipRequest invite = phone.awaitCall();
            phone.answer(invite, "180 Ringing", "");
            assertThat(progress.poll(20, TimeUnit.SECONDS)).isEqualTo("ringing");
            if (n % 2 == 0) {
                phone.answer(invite, "200 OK", StagedCall.SDP);
                phone.await("ACK");
                assertThat(progress.poll(20, TimeUnit.SECONDS)).isEqualTo("answered");
                phone.hangUp(invite);
                assertThat(progress.poll(20, TimeUnit.SECONDS)).isEqualTo("CALLER_HUNG_UP");
            } else {
                edge.hangUp(name);
                phone.answer(phone.await("CANCEL"), "200 OK", "");
                phone.answer(invite, "487 Request Terminated", "");
                assertThat(progress.poll(20, TimeUnit.SECONDS)).isEqualTo("ENDED_BY_US");
            }
        }
        assertThat(await(edge.spread())).containsOnly(0);
    }

    private final class Kept implements Lines.Progress {
        @Override
        public void ringing() {
            progress.add("ringing");
        }

        @Override
        public void early() {}

        @Override
        public void answered() {
            progress.add("answered");
        }

        @Override
        public void machine() {}

        @Override
        public void reached() {}

        @Override
        public void ended(Termination termination, @Nullable Integer status) {
            progress.add(termination.name());
        }
    }
}
