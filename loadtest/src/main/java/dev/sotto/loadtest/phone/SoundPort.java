package dev.sotto.loadtest.phone;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A UDP port for the sound of some calls, told apart by where the server sends from: one system call receives the packets of many
 * and one sends those of many. Loop only.
 *
 * <p>A server that answers two of our calls with the same port would be heard by one of them only; give it ports of one lane.
 */
final class SoundPort {
    /** Packets that one system call receives. */
    private static final int BATCH = 32;

    private final Channel channel;
    private final LongSupplier nanoClock;
    private final int lanes;
    private final int beat;
    private final Map<InetSocketAddress, Receiver> receivers = new HashMap<>();
    private @Nullable Receiver only;
    private int taken;
    private boolean unsent;
    private long strays;

    /** Told what came for it. The packet is lent. */
    interface Receiver {
        void onPacket(ByteBuf packet, long nowNanos);
    }

    SoundPort(EventLoop loop, InetAddress address, int lanes, int beat, LongSupplier nanoClock) {
        this.beat = beat;
        this.lanes = lanes;
        this.nanoClock = nanoClock;
        this.channel = Datagrams.openBatching(loop, address, lanes == 1 ? 1 : BATCH, this::onPacket);
    }

    /** On which its callers speak. */
    int beat() {
        return beat;
    }

    boolean isFull() {
        return taken == lanes;
    }

    boolean isEmpty() {
        return taken == 0;
    }

    void take() {
        taken++;
    }

    /** What comes from there is for {@code receiver}; on a port with one lane, so is everything. */
    void expect(InetSocketAddress server, Receiver receiver) {
        receivers.put(server, receiver);
        only = lanes == 1 ? receiver : null;
    }

    void leave(@Nullable InetSocketAddress server, Receiver receiver) {
        taken--;
        if (server != null) {
            receivers.remove(server, receiver);
        }
        only = only == receiver ? null : only;
    }

    private void onPacket(DatagramPacket packet) {
        Receiver receiver = only != null ? only : receivers.get(packet.sender());
        if (receiver == null) {
            strays++;
        } else {
            receiver.onPacket(packet.content(), nanoClock.getAsLong());
        }
    }

    ByteBuf newPacket(int bytes) {
        return channel.alloc().directBuffer(bytes);
    }

    /** Leaves with the next {@link #flush}. */
    void send(DatagramPacket packet) {
        channel.write(packet, channel.voidPromise());
        unsent = true;
    }

    void flush() {
        if (unsent) {
            unsent = false;
            channel.flush();
        }
    }

    int number() {
        return Datagrams.port(channel);
    }

    /** Packets that nobody waits for: of calls that are over, or from another port than the one described. */
    long strays() {
        return strays;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void close() {
        channel.close();
    }
}
