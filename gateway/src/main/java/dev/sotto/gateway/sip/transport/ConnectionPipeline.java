package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Puts the handlers of a connection's protocol in front of it, and tells it when it is ready. */
final class ConnectionPipeline {
    static final String PATH = "/sip";
    private static final String SUBPROTOCOL = "sip";
    private static final int MOST_HANDSHAKE_BYTES = 16 * 1024;

    private ConnectionPipeline() {}

    /** A connection that a peer opened. */
    static void accept(
            Channel channel,
            SipConnection connection,
            @Nullable SslContext tls,
            TransportSettings settings,
            SipLimits limits) {
        ChannelPipeline pipeline = channel.pipeline();
        boolean webSocket = connection.protocol().webSocket();
        if (tls != null) {
            pipeline.addLast(within(settings.connections(), tls.newHandler(channel.alloc())));
        }
        if (webSocket) {
            pipeline.addLast(new HttpServerCodec());
            pipeline.addLast(new HttpObjectAggregator(MOST_HANDSHAKE_BYTES));
            pipeline.addLast(new WebSocketDoor(settings.webSocket().origins()));
            pipeline.addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath(PATH)
                    .subprotocols(SUBPROTOCOL)
                    .maxFramePayloadLength(limits.maxMessageBytes())
                    .handshakeTimeoutMillis(settings.connections().setUp().toMillis())
                    .build()));
            pipeline.addLast(new WebSocketFrameAggregator(limits.maxMessageBytes()));
        }
        pipeline.addLast(new Readiness(connection, tls != null, webSocket, ""));
        pipeline.addLast(connection);
    }

    /** A connection that we open: TCP, or TLS with the certificate of that domain. */
    static void open(Channel channel, SipConnection connection, @Nullable SslContext tls, ConnectionLimits limits) {
        if (tls != null) {
            Hop hop = connection.hop();
            String host = hop.domain().isEmpty() ? hop.address().getAddress().getHostAddress() : hop.domain();
            // with the peer's name comes server name indication
            SslHandler handler =
                    tls.newHandler(channel.alloc(), host, hop.address().getPort());
            channel.pipeline().addLast(within(limits, handler));
            channel.pipeline().addLast(new Readiness(connection, true, false, host));
        } else {
            channel.pipeline().addLast(new Readiness(connection, false, false, ""));
        }
        channel.pipeline().addLast(connection);
    }

    private static SslHandler within(ConnectionLimits limits, SslHandler handler) {
        handler.setHandshakeTimeoutMillis(limits.setUp().toMillis());
        return handler;
    }

    /** Waits for the last step of the set-up. */
    private static final class Readiness extends ChannelInboundHandlerAdapter {
        private final SipConnection connection;
        private final boolean encrypted;
        private final boolean upgraded;
        private final String domain;

        /** @param domain whom the peer's certificate must name; empty: whoever it is */
        Readiness(SipConnection connection, boolean encrypted, boolean upgraded, String domain) {
            this.connection = connection;
            this.encrypted = encrypted;
            this.upgraded = upgraded;
            this.domain = domain;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (!encrypted && !upgraded) {
                connection.ready();
            }
            context.fireChannelActive();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake) {
                onHandshake(context, handshake);
            } else if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
                connection.ready();
            }
        }

        private void onHandshake(ChannelHandlerContext context, SslHandshakeCompletionEvent handshake) {
            if (!handshake.isSuccess()) {
                untrusted("TLS: " + handshake.cause().getMessage());
            } else if (!domain.isEmpty() && !isThatDomain(context)) {
                untrusted("certificate is not " + domain + "'s");
            } else if (!upgraded) {
                connection.ready();
            }
        }

        private boolean isThatDomain(ChannelHandlerContext context) {
            try {
                SslHandler handler = context.pipeline().get(SslHandler.class);
                return handler.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                        && SipCertificate.identifies(certificate, domain);
            } catch (SSLPeerUnverifiedException e) {
                return false;
            }
        }

        private void untrusted(String why) {
            connection.cut(SipMeters.Cut.UNTRUSTED, new TransportFailure(TransportFailure.Kind.UNTRUSTED, why));
        }
    }
}
