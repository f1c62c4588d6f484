package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.transport.DnsRouter;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.SipReceiver;
import dev.sotto.gateway.sip.transport.SipRouter;
import dev.sotto.gateway.sip.transport.SipTransports;
import dev.sotto.gateway.sip.transport.SipTransports.Listening;
import dev.sotto.gateway.sip.transport.TlsContexts;
import dev.sotto.gateway.sip.trunk.Gatekeeper;
import dev.sotto.gateway.sip.trunk.TrunkLine;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIP on one event loop: calls come in here, by whatever transport.
 *
 * <p>{@code bind}, {@code close} and {@code refuseNewCalls} may be called from any thread; everything else, the listener
 * included, happens on the loop.
 */
public final class SipEndpoint {
    private static final Logger log = LoggerFactory.getLogger(SipEndpoint.class);

    private final EventLoop loop;
    private final SipStack stack;
    private final SipTransports transports;
    private final DnsRouter router;
    private io.netty.util.concurrent.@Nullable Future<?> tick;
    /** Written once, any thread. */
    private volatile List<Listening> listening = List.of();

    public SipEndpoint(EventLoop loop, SipSettings settings, SipListener listener, SipMeters meters) {
        this.loop = loop;
        long now = nowMillis();
        transports = new SipTransports(
                loop, settings.transports(), settings.limits(), settings.advertisedHost(), new Receiver(), meters, now);
        SecureRandom random = new SecureRandom();
        router = DnsRouter.of(loop, settings.transports().dnsServers(), random);
        stack = new SipStack(settings, listener, meters, transports, router, new TimerWheel(now), random);
    }

    /** As the other, without TLS. */
    public Future<InetSocketAddress> bind(String host, int port) {
        return bind(host, port, null);
    }

    /**
     * Opens the sockets: UDP and TCP at that address, TLS and WebSocket as the settings say.
     *
     * @param port 0 for any free one
     * @param tls for TLS in both directions; null: none
     * @return the address of UDP and TCP
     */
    public Future<InetSocketAddress> bind(String host, int port, @Nullable TlsContexts tls) {
        Promise<InetSocketAddress> bound = Promise.promise();
        loop.execute(() -> transports
                .bind(host, port, tls)
                .onSuccess(this::onBound)
                .onComplete(result -> {
                    if (result.succeeded()) {
                        bound.complete(result.result().get(0).address());
                    } else {
                        bound.fail(result.cause());
                    }
                }));
        return bound.future();
    }

    /** Every socket that is open for all, UDP first; empty before {@code bind} is complete. Any thread. */
    public List<Listening> listening() {
        return listening;
    }

    /** Where that protocol is listened on. Any thread. */
    public InetSocketAddress address(Protocol protocol) {
        return listening.stream()
                .filter(one -> one.protocol() == protocol)
                .map(Listening::address)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(protocol + " is not listened on"));
    }

    /** Locates whom we send to. Loop thread. */
    public SipRouter router() {
        return router;
    }

    /** Hangs up what is left, then closes the sockets. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        loop.execute(() -> {
            stack.ours().hangUpAll("server is going down");
            stack.calls().hangUpAll("server is going down");
            stack.transactions().abandonAll();
            if (tick != null) {
                tick.cancel(false);
            }
            router.close();
            transports.close().onComplete(closed);
        });
        return closed.future();
    }

    /** Places a call. Loop thread. */
    public OutgoingCall call(CallPlan plan, OutgoingHandler handler) {
        assert loop.inEventLoop();
        return stack.ours().call(plan, handler);
    }

    /** From now on 503 with Retry-After for new calls, while those that live go on; or calls again. */
    public void refuseNewCalls(boolean draining) {
        stack.core().refuseNewCalls(draining);
    }

    /** Who says who may call; everybody may before. Before {@code bind}. */
    public void gate(Gatekeeper keeper) {
        stack.gate(keeper);
    }

    /** What sends requests of ours outside of calls. */
    public TrunkLine line() {
        return stack.line();
    }

    private void onBound(List<Listening> sockets) {
        listening = sockets;
        tick = loop.scheduleAtFixedRate(
                () -> {
                    long now = nowMillis();
                    stack.advanceTo(now);
                    transports.advanceTo(now);
                },
                TimerWheel.TICK_MILLIS,
                TimerWheel.TICK_MILLIS,
                TimeUnit.MILLISECONDS);
        sockets.forEach(one -> log.atInfo()
                .addKeyValue("local", one.address())
                .addKeyValue("protocol", one.protocol())
                .log("SIP listens"));
    }

    /** The one place where the wheel's time comes from. */
    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** The stack, which is made after what hands up to it. */
    private final class Receiver implements SipReceiver {
        @Override
        public void receive(byte[] message, Hop source) {
            assert loop.inEventLoop();
            stack.receive(message, source);
        }

        @Override
        public void receiveBroken(byte[] head, int status, String reason, Hop source) {
            assert loop.inEventLoop();
            stack.receiveBroken(head, status, reason, source);
        }
    }
}
