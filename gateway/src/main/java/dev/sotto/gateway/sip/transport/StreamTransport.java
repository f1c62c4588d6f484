package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipWriter;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SIP over connections (RFC 3261, 18; RFC 5923; RFC 7118): listens, opens, and sends over what is open. All channels are on one
 * event loop. Loop thread only.
 */
final class StreamTransport {
    private final EventLoop loop;
    private final TransportSettings settings;
    private final SipLimits limits;
    private final ConnectionTable table;
    private final SipMeters meters;
    private final List<Channel> servers = new ArrayList<>();
    private @Nullable TlsContexts tls;

    StreamTransport(
            EventLoop loop,
            TransportSettings settings,
            SipLimits limits,
            SipReceiver receiver,
            SipMeters meters,
            long nowMillis) {
        this.loop = loop;
        this.settings = settings;
        this.limits = limits;
        this.meters = meters;
        table = new ConnectionTable(settings.connections(), receiver, meters, nowMillis);
    }

    /** What encrypted connections are made with from now on. */
    void use(@Nullable TlsContexts contexts) {
        tls = contexts;
    }

    /**
     * Takes connections there.
     *
     * @return the address that it is bound to
     */
    Future<InetSocketAddress> listen(Protocol protocol, InetSocketAddress local) {
        Promise<InetSocketAddress> bound = Promise.promise();
        new ServerBootstrap()
                .group(loop, loop)
                .channel(SipChannels.serverType(loop))
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, protocol);
                    }
                })
                .bind(local)
                .addListener(done -> {
                    if (done.isSuccess()) {
                        Channel server = ((ChannelFuture) done).channel();
                        servers.add(server);
                        bound.complete((InetSocketAddress) server.localAddress());
                    } else {
                        bound.fail(done.cause());
                    }
                });
        return bound.future();
    }

    private WriteBufferWaterMark waterMark() {
        int most = settings.connections().queuedBytes();
        return new WriteBufferWaterMark(most / 2, most);
    }

    private void accept(Channel channel, Protocol protocol) {
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        if (peer == null || !table.admits(peer.getAddress())) {
            meters.cut(protocol, SipMeters.Cut.TOO_MANY);
            channel.close();
            return;
        }
        SipConnection connection = new SipConnection(channel, Hop.of(protocol, peer), false, limits, table);
        table.add(connection);
        SslContext server = protocol.encrypted() && tls != null ? tls.server() : null;
        ConnectionPipeline.accept(channel, connection, server, settings, limits);
    }

    void send(SipMessage message, Hop to, SendWatcher watcher) {
        SipConnection connection = connection(to);
        if (connection == null) {
            loop.execute(() -> watcher.onTransportFailure(unreachable(to)));
            return;
        }
        ByteBuf octets = ByteBufAllocator.DEFAULT.directBuffer(1024);
        SipWriter.write(message, octets);
        connection.send(octets, watcher);
    }

    private @Nullable SipConnection connection(Hop to) {
        if (to.connection() instanceof SipConnection back && back.isOpen()) {
            return back;
        }
        SipConnection known = table.to(to);
        return known != null ? known : isReachable(to) ? open(to) : null;
    }

    private boolean isReachable(Hop to) {
        boolean possible = to.protocol() == Protocol.TCP || to.protocol() == Protocol.TLS && tls != null;
        return possible
                && !table.isFull()
                && to.address().getPort() != 0
                && !to.address().isUnresolved();
    }

    private TransportFailure unreachable(Hop to) {
        return table.isFull()
                ? new TransportFailure(TransportFailure.Kind.OVERLOADED, "too many connections")
                : new TransportFailure(TransportFailure.Kind.UNSUPPORTED, "can't connect to " + to);
    }

    private SipConnection open(Hop to) {
        SslContext client = to.protocol().encrypted() && tls != null ? tls.client() : null;
        SocketChannel channel = SipChannels.stream(loop);
        channel.config()
                .setTcpNoDelay(true)
                .setConnectTimeoutMillis((int) settings.connections().setUp().toMillis())
                .setWriteBufferWaterMark(waterMark());
        SipConnection connection = new SipConnection(channel, to, true, limits, table);
        table.add(connection);
        ConnectionPipeline.open(channel, connection, client, settings.connections());
        loop.register(channel).addListener(registered -> {
            if (registered.isSuccess()) {
                channel.connect(to.address()).addListener(done -> {
                    if (!done.isSuccess()) {
                        connection.refused(done.cause());
                    }
                });
            } else {
                connection.refused(registered.cause());
            }
        });
        return connection;
    }

    void advanceTo(long nowMillis) {
        table.advanceTo(nowMillis);
    }

    int connections() {
        return table.size();
    }

    /** Closes everything; what is still to be written has been handed to the system. */
    Future<Void> close() {
        table.closeAll();
        List<Future<?>> closed = new ArrayList<>();
        for (Channel server : servers) {
            Promise<Void> one = Promise.promise();
            server.close().addListener(done -> one.complete());
            closed.add(one.future());
        }
        return closed.isEmpty() ? Future.succeededFuture() : Future.all(closed).mapEmpty();
    }
}
