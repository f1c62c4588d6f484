package dev.sotto.media.dtls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/**
 * The bounded way of a handshake's messages from the event loop to its worker, and of its answers back. What finds no room is
 * lost, as datagrams may be.
 */
final class Datagrams implements DatagramTransport {
    static final int MAX_BYTES = 2048;

    /** So that a description's address behind a tunnel is reached without fragments. */
    private static final int SEND_BYTES = 1200;

    private static final int ROOM = 32;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(ROOM);
    private final Consumer<byte[]> outward;
    private volatile boolean closed;

    Datagrams(Consumer<byte[]> outward) {
        this.outward = outward;
    }

    /** Event loop. False when it is lost. */
    boolean arrived(ByteBuf packet) {
        int bytes = packet.readableBytes();
        return bytes > 0 && bytes <= MAX_BYTES && !closed && arrived.offer(ByteBufUtil.getBytes(packet));
    }

    boolean isEmpty() {
        return arrived.isEmpty();
    }

    void clear() {
        arrived.clear();
    }

    @Override
    public int getReceiveLimit() {
        return MAX_BYTES;
    }

    @Override
    public int getSendLimit() {
        return SEND_BYTES;
    }

    /** Worker: the handshake's wait, which ends with the next message, the time or the call. */
    @Override
    public int receive(byte[] into, int at, int room, int waitMillis) throws IOException {
        try {
            byte[] datagram = closed ? END : arrived.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (datagram == null) {
                return -1;
            }
            if (datagram.length == 0) {
                throw new IOException("the call is over");
            }
            int bytes = Math.min(room, datagram.length);
            System.arraycopy(datagram, 0, into, at, bytes);
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server goes down");
        }
    }

    @Override
    public void send(byte[] from, int at, int bytes) {
        byte[] datagram = new byte[bytes];
        System.arraycopy(from, at, datagram, 0, bytes);
        outward.accept(datagram);
    }

    /** Wakes the worker, which then finds that it is over. */
    @Override
    public void close() {
        closed = true;
        arrived.clear();
        arrived.add(END);
    }
}
