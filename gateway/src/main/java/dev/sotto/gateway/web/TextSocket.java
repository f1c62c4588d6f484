package dev.sotto.gateway.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.impl.VertxHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket at its least, after the handshake: text in and out, pings, pongs, close (RFC 6455). It takes the place of Vert.x's own
 * in the pipeline, which keeps the request, its headers and two queues of 1,024 places for each connection: some 20 kB, of which
 * a visitor who sits there needs nothing.
 *
 * <p>A silent other side is its owner's business: see {@link #hasBeenHeard()}. On the connection's event loop only.
 */
public final class TextSocket extends ChannelInboundHandlerAdapter implements Wire {
    private static final int MAX_MESSAGE_BYTES = 256 * 1024;
    private static final int CLOSING_SECONDS = 5;

    /** Who reads it. */
    public interface Listener {
        void onText(String message);

        /** A binary message, which is not shown. */
        void onBinary();

        /** What our ping carried comes back. */
        void onPong(String payload);

        /** More than may be in one message, or no WebSocket at all. */
        void onBroken();

        /** The network takes more again. */
        void onDrained();

        /** Called once, at last. */
        void onClosed();
    }

    // written once
    private final ContextInternal context;
    private final Channel channel;

    // event loop only
    private @Nullable Listener listener;
    private @Nullable ByteBuf partial;
    private @Nullable Queue<String> held;
    private boolean binary;
    private boolean paused;
    private boolean heard = true;
    private boolean closeSent;
    private boolean flushing;
    private boolean closed;

    private TextSocket(ContextInternal context, Channel channel) {
        this.context = context;
        this.channel = channel;
    }

    /** Takes the connection of a WebSocket that was just accepted and that nobody has listened to, in the same turn of the loop. */
    static TextSocket over(Channel channel) {
        ContextInternal context = ((ContextInternal) Vertx.currentContext()).unwrap();
        TextSocket socket = new TextSocket(context, channel);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.replace(VertxHandler.class, "text", socket);
        if (pipeline.get(IdleStateHandler.class) != null) {
            pipeline.remove(IdleStateHandler.class);
        }
        channel.config().setAutoRead(true);
        return socket;
    }

    /** To be called at once, before anything can come. */
    public void listen(Listener to) {
        listener = to;
    }

    /** Where the other side is, as it stands in the connection. */
    public String remoteHost() {
        return channel.remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : "";
    }

    /** True when anything has come since the last time this was asked. */
    public boolean hasBeenHeard() {
        boolean was = heard;
        heard = false;
        return was;
    }

    @Override
    public boolean isClosed() {
        return closed || closeSent;
    }

    @Override
    public boolean isFull() {
        return !channel.isWritable();
    }

    @Override
    public void text(String message) {
        send(new TextWebSocketFrame(message));
    }

    @Override
    public void ping(String payload) {
        send(new PingWebSocketFrame(
                payload.isEmpty() ? Unpooled.EMPTY_BUFFER : Unpooled.copiedBuffer(payload, StandardCharsets.US_ASCII)));
    }

    /** Says goodbye; the connection ends when the other side has said so too, or after a few seconds. */
    @Override
    public void close(int code, String reason) {
        if (!isClosed()) {
            send(new CloseWebSocketFrame(code, reason));
            closeSent = true;
            resume();
            channel.eventLoop().schedule((Runnable) channel::close, CLOSING_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Ends the connection at once. */
    public void drop() {
        channel.close();
    }

    /** Nothing more is read until {@link #resume()}; what has been read already waits. */
    public void pause() {
        paused = true;
        channel.config().setAutoRead(false);
    }

    public void resume() {
        paused = false;
        while (!paused && held != null && !held.isEmpty()) {
            deliver(held.remove());
        }
        if (!paused) {
            held = null;
            channel.config().setAutoRead(true);
        }
    }

    private void send(WebSocketFrame frame) {
        if (isClosed()) {
            frame.release();
        } else {
            channel.write(frame, channel.voidPromise());
            flushSoon();
        }
    }

    /** Frames written in one round of the loop leave together: a message never travels without the ping behind it. */
    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            channel.eventLoop().execute(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        channel.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        heard = true;
        try {
            if (message instanceof WebSocketFrame frame) {
                context.emit(frame, this::on);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void on(WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            send(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame goodbye) {
            returned(goodbye.statusCode());
        } else if (listener != null && !isClosed()) {
            if (frame instanceof PongWebSocketFrame) {
                listener.onPong(frame.content().toString(StandardCharsets.ISO_8859_1));
            } else {
                data(frame);
            }
        }
    }

    private void data(WebSocketFrame frame) {
        if (!(frame instanceof ContinuationWebSocketFrame)) {
            binary = frame instanceof BinaryWebSocketFrame;
        }
        if (frame.isFinalFragment() && partial == null) {
            complete(frame.content());
            return;
        }
        ByteBuf sofar = partial == null ? channel.alloc().buffer() : partial;
        partial = sofar;
        if (sofar.readableBytes() + frame.content().readableBytes() > MAX_MESSAGE_BYTES) {
            forget();
            broken();
            return;
        }
        sofar.writeBytes(frame.content());
        if (frame.isFinalFragment()) {
            complete(sofar);
            forget();
        }
    }

    private void complete(ByteBuf content) {
        if (binary && listener != null) {
            listener.onBinary();
            return;
        }
        String text = content.toString(StandardCharsets.UTF_8);
        if (paused) {
            Queue<String> behind = held == null ? new ArrayDeque<>() : held;
            held = behind;
            behind.add(text);
        } else {
            deliver(text);
        }
    }

    private void deliver(String text) {
        if (listener != null) {
            listener.onText(text);
        }
    }

    /** The other side goes: the answer is the same code, then nothing (RFC 6455, section 5.5.1). */
    private void returned(int code) {
        if (!closeSent) {
            closeSent = true;
            boolean sayable = WebSocketCloseStatus.isValidStatusCode(code);
            channel.writeAndFlush(sayable ? new CloseWebSocketFrame(code, "") : new CloseWebSocketFrame())
                    .addListener(sent -> channel.close());
        } else {
            channel.close();
        }
    }

    private void broken() {
        if (listener != null) {
            listener.onBroken();
        }
    }

    private void forget() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable() && listener != null) {
            context.emit(listener, Listener::onDrained);
        }
    }

    /** A frame that is too long or malformed, or a broken connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        context.emit(ctx, broken -> broken());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        forget();
        if (!closed) {
            closed = true;
            Listener last = listener;
            listener = null;
            if (last != null) {
                context.emit(last, Listener::onClosed);
            }
        }
    }
}
