package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.UdpChannels;
import dev.sotto.gateway.sip.transport.UdpTransport;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIP over UDP on one event loop: calls come in here.
 *
 * <p>{@code bind}, {@code close} and {@code refuseNewCalls} may be called from any thread; everything else, the listener
 * included, happens on the loop.
 */
public final class SipEndpoint {
    private static final Logger log = LoggerFactory.getLogger(SipEndpoint.class);

    private final EventLoop loop;
    private final SipMeters meters;
    private final DatagramChannel channel;
    private final SipStack stack;
    private final UdpTransport transport;
    private io.netty.util.concurrent.@Nullable Future<?> tick;

    public SipEndpoint(EventLoop loop, SipSettings settings, SipListener listener, SipMeters meters) {
        this.loop = loop;
        this.meters = meters;
        channel = UdpChannels.create(loop);
        transport = new UdpTransport(channel, this::receive, meters, settings.advertisedHost());
        TimerWheel wheel = new TimerWheel(nowMillis());
        stack = new SipStack(settings, listener, meters, transport, wheel, new SecureRandom());
    }

    /**
     * Opens the socket.
     *
     * @param port 0 for any free one
     * @return the address that it is bound to
     */
    public Future<InetSocketAddress> bind(String host, int port) {
        Promise<InetSocketAddress> bound = Promise.promise();
        channel.pipeline().addLast(transport);
        loop.register(channel).addListener(registered -> {
            if (registered.isSuccess()) {
                channel.bind(new InetSocketAddress(host, port))
                        .addListener(done -> onBound((ChannelFuture) done, bound));
            } else {
                bound.fail(registered.cause());
            }
        });
        return bound.future();
    }

    /** Hangs up what is left, then closes the socket. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        loop.execute(() -> {
            stack.ours().hangUpAll("server is going down");
            stack.calls().hangUpAll("server is going down");
            stack.transactions().abandonAll();
            if (tick != null) {
                tick.cancel(false);
            }
            channel.close().addListener(done -> {
                if (done.isSuccess()) {
                    closed.complete();
                } else {
                    closed.fail(done.cause());
                }
            });
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

    private void onBound(ChannelFuture done, Promise<InetSocketAddress> bound) {
        if (!done.isSuccess()) {
            channel.close();
            bound.fail(done.cause());
            return;
        }
        tick = loop.scheduleAtFixedRate(
                () -> stack.advanceTo(nowMillis()),
                TimerWheel.TICK_MILLIS,
                TimerWheel.TICK_MILLIS,
                TimeUnit.MILLISECONDS);
        log.atInfo().addKeyValue("local", channel.localAddress()).log("SIP listens on UDP");
        bound.complete(channel.localAddress());
    }

    private void receive(byte[] datagram, Hop source) {
        assert loop.inEventLoop();
        stack.receive(datagram, source);
    }

    /** The one place where the wheel's time comes from. */
    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
