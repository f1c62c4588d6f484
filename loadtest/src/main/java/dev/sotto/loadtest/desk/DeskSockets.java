package dev.sotto.loadtest.desk;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;

/** Clients of {@code WS /v1/desk}. */
public final class DeskSockets {
    /** The first frame holds everything that lives: thousands of conversations with their transcripts, and more. */
    private static final int LONGEST_FRAME = 64 << 20;

    private DeskSockets() {}

    /** A client that takes frames as large as a desk's snapshot can be. To be held as long as its socket: a forgotten one is closed. */
    public static WebSocketClient client(Vertx vertx) {
        return vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxFrameSize(LONGEST_FRAME).setMaxMessageSize(LONGEST_FRAME));
    }
}
