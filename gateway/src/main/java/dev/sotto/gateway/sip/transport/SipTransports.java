package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipMessage;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All transports of one endpoint on its event loop: UDP and TCP at one address, TLS and WebSocket beside them.
 *
 * <p>WebSocket has a port of its own and is not a route of the HTTP edge: that edge runs on other event loops, and a message
 * that changes loops twice needs queues, copies and limits of its own, where here a browser is a connection like any other.
 */
public final class SipTransports implements SipTransport {
    /** A port of 0 means any that is free by UDP and by TCP: how often another is tried. */
    private static final int TRIES = 10;

    private final EventLoop loop;
    private final TransportSettings settings;
    private final SipReceiver receiver;
    private final SipMeters meters;
    private final StreamTransport streams;
    private final OwnAddress own;
    private final List<Listening> listening = new ArrayList<>();
    private @Nullable DatagramChannel channel;
    private @Nullable UdpTransport udp;

    /** A socket that is open for all. */
    public record Listening(Protocol protocol, InetSocketAddress address) {}

    public SipTransports(
            EventLoop loop,
            TransportSettings settings,
            SipLimits limits,
            @Nullable String advertisedHost,
            SipReceiver receiver,
            SipMeters meters,
            long nowMillis) {
        this.loop = loop;
        this.settings = settings;
        this.receiver = receiver;
        this.meters = meters;
        own = new OwnAddress(advertisedHost);
        streams = new StreamTransport(loop, settings, limits, receiver, meters, nowMillis);
    }

    /**
     * Opens all sockets; if one can't be opened, none stays open.
     *
     * @param port 0 for any free one
     * @return all that is listened on; UDP first
     */
    public Future<List<Listening>> bind(String host, int port, @Nullable TlsContexts tls) {
        streams.use(tls);
        return bindBoth(host, port, TRIES)
                .compose(both -> listenTls(host, tls))
                .compose(more -> listenWebSocket(host, tls))
                .map(all -> List.copyOf(listening))
                .recover(cause -> close().transform(closed -> Future.failedFuture(cause)));
    }

    private Future<Void> bindBoth(String host, int port, int tries) {
        return bindUdp(new InetSocketAddress(host, port)).compose(local -> {
            if (!settings.tcp()) {
                return Future.succeededFuture();
            }
            return listen(Protocol.TCP, new InetSocketAddress(local.getAddress(), local.getPort()))
                    .recover(cause -> {
                        if (port != 0 || tries <= 1) {
                            return Future.failedFuture(cause);
                        }
                        return closeUdp().compose(closed -> bindBoth(host, port, tries - 1));
                    });
        });
    }

    private Future<InetSocketAddress> bindUdp(InetSocketAddress local) {
        Promise<InetSocketAddress> bound = Promise.promise();
        DatagramChannel socket = SipChannels.datagram(loop);
        UdpTransport transport = new UdpTransport(socket, receiver, meters);
        socket.pipeline().addLast(transport);
        loop.register(socket).addListener(registered -> {
            if (!registered.isSuccess()) {
                bound.fail(registered.cause());
                return;
            }
            socket.bind(local).addListener(done -> {
                if (!done.isSuccess()) {
                    socket.close();
                    bound.fail(done.cause());
                    return;
                }
                channel = socket;
                udp = transport;
                listening.add(new Listening(Protocol.UDP, socket.localAddress()));
                own.boundTo(Protocol.UDP, socket.localAddress());
                bound.complete(socket.localAddress());
            });
        });
        return bound.future();
    }

    private Future<Void> listen(Protocol protocol, InetSocketAddress local) {
        return streams.listen(protocol, local)
                .onSuccess(address -> {
                    listening.add(new Listening(protocol, address));
                    own.boundTo(protocol, address);
                })
                .mapEmpty();
    }

    private Future<Void> listenTls(String host, @Nullable TlsContexts tls) {
        return tls == null || tls.server() == null
                ? Future.succeededFuture()
                : listen(
                        Protocol.TLS, new InetSocketAddress(host, settings.tls().port()));
    }

    private Future<Void> listenWebSocket(String host, @Nullable TlsContexts tls) {
        if (!settings.webSocket().listens()) {
            return Future.succeededFuture();
        }
        Protocol protocol = tls == null || tls.server() == null ? Protocol.WS : Protocol.WSS;
        return listen(protocol, new InetSocketAddress(host, settings.webSocket().port()));
    }

    @Override
    public void send(SipMessage message, Hop to, SendWatcher watcher) {
        assert loop.inEventLoop() : "SIP off its loop";
        if (to.protocol().reliable()) {
            streams.send(message, to, watcher);
        } else if (udp != null) {
            udp.send(message, to, watcher);
        } else {
            loop.execute(() -> watcher.onTransportFailure(
                    new TransportFailure(TransportFailure.Kind.UNSUPPORTED, "UDP is not open")));
        }
    }

    @Override
    public HostPort addressTowards(Hop peer) {
        return own.towards(peer);
    }

    /** Time goes on: limits of connections. */
    public void advanceTo(long nowMillis) {
        streams.advanceTo(nowMillis);
    }

    /** Closes every socket. Loop thread. */
    public Future<Void> close() {
        listening.clear();
        return Future.all(streams.close(), closeUdp()).mapEmpty();
    }

    private Future<Void> closeUdp() {
        DatagramChannel socket = channel;
        if (socket == null) {
            return Future.succeededFuture();
        }
        listening.removeIf(one -> one.protocol() == Protocol.UDP);
        channel = null;
        udp = null;
        Promise<Void> closed = Promise.promise();
        socket.close().addListener((ChannelFuture done) -> closed.complete());
        return closed.future();
    }
}
