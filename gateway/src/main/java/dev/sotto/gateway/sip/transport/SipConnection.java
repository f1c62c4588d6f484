package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of TCP, TLS or WebSocket, the last handler of its channel: octets in, messages up; messages down, octets out.
 *
 * <pre>
 *   SETTING_UP --ready--> OPEN --> CLOSED
 *       '-----------------------------^
 * </pre>
 *
 * What is sent while it is set up waits, up to a limit; what is sent while a batch is read leaves in one flush. Loop thread only.
 */
final class SipConnection extends ChannelInboundHandlerAdapter implements Hop.Connection {
    private static final Logger log = LoggerFactory.getLogger(SipConnection.class);
    private static final int MOST_WAITING = 64;
    private static final int FEW_WATCHERS = 16;
    /** RFC 5626, 4.4.1: upper bound of what is recommended where a NAT is not known. */
    private static final long PING_MILLIS = 95_000;

    /** Who keeps the connections. */
    interface Owner {
        SipReceiver receiver();

        SipMeters meters();

        ConnectionLimits limits();

        long nowMillis();

        void onClosed(SipConnection connection);
    }

    private enum State {
        SETTING_UP,
        OPEN,
        CLOSED
    }

    private final Channel channel;
    private final Protocol protocol;
    private final Hop hop;
    private final boolean opened;
    private final Owner owner;
    private final StreamFramer framer;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private List<SendWatcher> watchers = new ArrayList<>(2);
    private int watchersLimit = FEW_WATCHERS;
    private State state = State.SETTING_UP;
    private TransportFailure failure = new TransportFailure(TransportFailure.Kind.LOST, "closed by the peer");
    private boolean reading;
    private boolean proven;
    private final long bornMillis;
    private long heardMillis;
    private long saidMillis;
    private long messageMillis;

    /**
     * @param peer where it leads
     * @param opened by us
     */
    SipConnection(Channel channel, Hop peer, boolean opened, SipLimits limits, Owner owner) {
        this.channel = channel;
        this.protocol = peer.protocol();
        this.opened = opened;
        this.owner = owner;
        hop = new Hop(protocol, peer.address(), this, peer.domain());
        framer = new StreamFramer(limits, new Cut());
        bornMillis = owner.nowMillis();
        heardMillis = bornMillis;
        saidMillis = bornMillis;
    }

    Protocol protocol() {
        return protocol;
    }

    /** Leads back to it. */
    Hop hop() {
        return hop;
    }

    boolean isOpenedByUs() {
        return opened;
    }

    /** False as soon as it is of no use; true while it is being set up. */
    @Override
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    /** It is connected, encrypted and upgraded, as its protocol needs. */
    void ready() {
        if (state != State.SETTING_UP) {
            return;
        }
        state = State.OPEN;
        owner.meters().connected(protocol, !opened);
        for (ByteBuf octets = waiting.poll(); octets != null; octets = waiting.poll()) {
            write(octets);
        }
        channel.flush();
    }

    /** Sends octets, of which this is the owner from now on. */
    void send(ByteBuf octets, SendWatcher watcher) {
        if (state == State.CLOSED) {
            octets.release();
            tellLater(watcher);
            return;
        }
        if (!channel.isWritable() && state == State.OPEN || waiting.size() >= MOST_WAITING) {
            octets.release();
            watch(watcher);
            cut(
                    SipMeters.Cut.OVERFLOW,
                    new TransportFailure(TransportFailure.Kind.OVERLOADED, "peer reads too slowly"));
            return;
        }
        watch(watcher);
        if (state == State.SETTING_UP) {
            waiting.add(octets);
        } else {
            write(octets);
            if (!reading) {
                channel.flush();
            }
        }
    }

    private void write(ByteBuf octets) {
        saidMillis = owner.nowMillis();
        owner.meters().bytes(protocol, false, octets.readableBytes());
        channel.write(protocol.webSocket() ? new TextWebSocketFrame(octets) : octets)
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private void watch(SendWatcher watcher) {
        if (watcher == SendWatcher.NOBODY) {
            return;
        }
        if (watchers.size() >= watchersLimit) {
            watchers.removeIf(one -> !one.isWaiting());
            watchersLimit = Math.max(FEW_WATCHERS, 2 * watchers.size());
        }
        watchers.add(watcher);
    }

    private void tellLater(SendWatcher watcher) {
        channel.eventLoop().execute(() -> {
            if (watcher.isWaiting()) {
                watcher.onTransportFailure(failure);
            }
        });
    }

    /** Ends it for a reason of ours. */
    void cut(SipMeters.Cut why, TransportFailure how) {
        if (state != State.CLOSED) {
            failure = how;
            owner.meters().cut(protocol, why);
            log.atDebug()
                    .addKeyValue("remote", hop.address())
                    .addKeyValue("cause", why)
                    .log("SIP connection cut");
            close();
        }
    }

    void close() {
        channel.close();
        onClosed();
    }

    /** Looks whether a limit of time has passed; every second or so. */
    void check(long nowMillis) {
        ConnectionLimits limits = owner.limits();
        if (state == State.SETTING_UP && nowMillis - bornMillis > limits.setUp().toMillis()) {
            timeOut(SipMeters.Cut.SET_UP, "not connected in time");
        } else if (framer.isMidMessage()
                && nowMillis - messageMillis > limits.oneMessage().toMillis()) {
            timeOut(SipMeters.Cut.SLOW, "a message took too long");
        } else if (!opened
                && !proven
                && nowMillis - bornMillis > limits.firstMessage().toMillis()) {
            timeOut(SipMeters.Cut.IDLE, "no message came");
        } else if (nowMillis - Math.max(heardMillis, saidMillis) > limits.idle().toMillis()) {
            timeOut(SipMeters.Cut.IDLE, "idle");
        } else if (opened && state == State.OPEN && nowMillis - saidMillis > PING_MILLIS) {
            send(Unpooled.wrappedBuffer(new byte[] {'\r', '\n', '\r', '\n'}), SendWatcher.NOBODY);
        }
    }

    private void timeOut(SipMeters.Cut why, String detail) {
        TransportFailure.Kind kind =
                state == State.SETTING_UP ? TransportFailure.Kind.REFUSED : TransportFailure.Kind.LOST;
        cut(why, new TransportFailure(kind, detail));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = true;
        try {
            if (message instanceof ByteBuf octets) {
                hear(octets);
            } else if (message instanceof WebSocketFrame frame) {
                hearMessage(frame.content());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void hear(ByteBuf octets) {
        heardMillis = owner.nowMillis();
        owner.meters().bytes(protocol, true, octets.readableBytes());
        if (!framer.isMidMessage()) {
            messageMillis = heardMillis;
        }
        framer.feed(octets);
    }

    /** One message a frame (RFC 7118, 5); Content-Length is not needed. */
    private void hearMessage(ByteBuf content) {
        heardMillis = owner.nowMillis();
        owner.meters().bytes(protocol, true, content.readableBytes());
        byte[] octets = new byte[content.readableBytes()];
        content.readBytes(octets);
        if (octets.length == 4 && octets[0] == '\r' && octets[1] == '\n' && octets[2] == '\r' && octets[3] == '\n') {
            pong();
        } else {
            up(octets);
        }
    }

    /** Whoever takes it may fail; what stands behind it in the stream must not suffer. */
    private void up(byte[] octets) {
        proven = true;
        try {
            owner.receiver().receive(octets, hop);
        } catch (RuntimeException e) {
            owner.meters().dropped(SipMeters.Drop.FAILURE);
            log.atError().setCause(e).log("SIP message failed");
        }
    }

    private void pong() {
        send(Unpooled.wrappedBuffer(new byte[] {'\r', '\n'}), SendWatcher.NOBODY);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        channel.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (framer.isMidMessage()) {
            owner.meters().dropped(SipMeters.Drop.TRUNCATED);
        }
        onClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.atDebug().setCause(cause).addKeyValue("remote", hop.address()).log("SIP connection failed");
        failure = new TransportFailure(failure.kind(), String.valueOf(cause.getMessage()));
        close();
    }

    /** It could not be connected. */
    void refused(Throwable cause) {
        cut(SipMeters.Cut.SET_UP, new TransportFailure(TransportFailure.Kind.REFUSED, String.valueOf(cause)));
    }

    private void onClosed() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        framer.stop();
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        owner.onClosed(this);
        List<SendWatcher> all = watchers;
        watchers = List.of();
        all.forEach(this::tellLater);
    }

    /** What the framer cuts out of the stream. */
    private final class Cut implements StreamFramer.Sink {
        @Override
        public void message(byte[] octets) {
            messageMillis = heardMillis;
            up(octets);
        }

        @Override
        public void ping() {
            pong();
        }

        @Override
        public void broken(int status, String reason, byte[] head) {
            channel.config().setAutoRead(false);
            owner.receiver().receiveBroken(head, status, reason, hop);
            owner.meters().cut(protocol, SipMeters.Cut.BROKEN);
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
