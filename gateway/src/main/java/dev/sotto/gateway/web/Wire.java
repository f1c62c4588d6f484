package dev.sotto.gateway.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** What an {@link Outbox} writes to. */
public interface Wire {
    boolean isClosed();

    /** True while the network takes nothing more; whoever owns the wire calls {@link Outbox#drained()} when it does again. */
    boolean isFull();

    void text(String message);

    /** A ping that carries ASCII. */
    void ping(String payload);

    void close(int code, String reason);

    static Wire of(ServerWebSocket socket) {
        return new Wire() {
            @Override
            public boolean isClosed() {
                return socket.isClosed();
            }

            @Override
            public boolean isFull() {
                return socket.writeQueueFull();
            }

            @Override
            public void text(String message) {
                socket.writeTextMessage(message);
            }

            @Override
            public void ping(String payload) {
                socket.writePing(Buffer.buffer(payload));
            }

            @Override
            public void close(int code, String reason) {
                socket.close((short) code, reason);
            }
        };
    }
}
