package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.web.Origins;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.HostAndPort;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lets a WebSocket handshake pass that asks for {@code sip} (RFC 7118, 4) at our path and comes from a page that may. */
final class WebSocketDoor extends ChannelInboundHandlerAdapter {
    private final Origins origins;

    WebSocketDoor(Origins origins) {
        this.origins = origins;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            context.fireChannelRead(message);
            return;
        }
        HttpResponseStatus refusal = refusal(request);
        if (refusal == null) {
            context.pipeline().remove(this);
            context.fireChannelRead(request);
            return;
        }
        ReferenceCountUtil.release(request);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private @Nullable HttpResponseStatus refusal(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        String host = headers.get(HttpHeaderNames.HOST);
        HostAndPort authority = host == null ? null : HostAndPort.parseAuthority(host, -1);
        if (!request.decoderResult().isSuccess()) {
            return HttpResponseStatus.BAD_REQUEST;
        }
        if (!request.uri().equals(ConnectionPipeline.PATH)) {
            return HttpResponseStatus.NOT_FOUND;
        }
        if (!origins.allow(headers.get(HttpHeaderNames.ORIGIN), authority)) {
            return HttpResponseStatus.FORBIDDEN;
        }
        boolean sip = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .anyMatch(name -> name.strip().equals("sip"));
        return sip ? null : HttpResponseStatus.BAD_REQUEST;
    }
}
