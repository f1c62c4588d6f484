package dev.sotto.gateway.web;

import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be sent on one socket, in order and bounded. Frames wait here while the socket's own queue is full; a
 * reader too slow even for that is dropped with 1013 (try again later) and finds everything again when it resumes.
 * On the socket's context only.
 */
public final class Outbox {
    /** RFC 6455, section 7.4, and the registry it made. */
    public static final int NORMAL = 1000;

    public static final int POLICY = 1008;
    public static final int TOO_LARGE = 1009;
    public static final int TRY_AGAIN_LATER = 1013;

    /** What a message from the other side may have. */
    public static final int MAX_CHARS = 64 * 1024;

    /**
     * A message on its way.
     *
     * @param text made when it is sent, so that a waiting frame costs a reference
     * @param receipt when positive, a ping with this number follows: its pong says that the frame has arrived
     */
    public record Frame(Supplier<String> text, long receipt) {}

    private record Closing(int code, String reason) {}

    private final Wire wire;
    private final int bound;
    private final Runnable dropped;
    private final Queue<Frame> waiting = new ArrayDeque<>(1);
    private @Nullable Closing closing;
    private int backlog;

    /** @param dropped called once when the reader was too slow */
    public Outbox(ServerWebSocket socket, int bound, Runnable dropped) {
        this(Wire.of(socket), bound, dropped);
        socket.drainHandler(drained -> drained());
    }

    /** For a wire whose owner tells when it has {@link #drained()}. */
    public Outbox(Wire wire, int bound, Runnable dropped) {
        this.wire = wire;
        this.bound = bound;
        this.dropped = dropped;
    }

    /** The wire takes more again. */
    public void drained() {
        drain();
    }

    public void send(Supplier<String> text) {
        send(new Frame(text, 0));
    }

    public void send(Frame frame) {
        if (closing != null || wire.isClosed()) {
            return;
        }
        if (waiting.size() >= bound + backlog) {
            waiting.clear();
            close(TRY_AGAIN_LATER, "slow reader");
            dropped.run();
            return;
        }
        waiting.add(frame);
        drain();
    }

    /** What is held in memory elsewhere anyway doesn't count against the bound. */
    public void sendBacklog(Collection<Frame> frames) {
        if (closing == null) {
            backlog = frames.size();
            waiting.addAll(frames);
            drain();
        }
    }

    /** Closes when everything that was sent before has gone out; nothing is sent after it. */
    public void close(int code, String reason) {
        if (closing == null) {
            closing = new Closing(code, reason);
            drain();
        }
    }

    public boolean isClosing() {
        return closing != null || wire.isClosed();
    }

    private void drain() {
        while (!wire.isClosed() && !waiting.isEmpty() && !wire.isFull()) {
            write(waiting.remove());
        }
        if (closing != null && waiting.isEmpty() && !wire.isClosed()) {
            wire.close(closing.code(), closing.reason());
        }
    }

    private void write(Frame frame) {
        wire.text(frame.text().get());
        if (frame.receipt() > 0) {
            wire.ping(Long.toString(frame.receipt()));
        }
    }
}
