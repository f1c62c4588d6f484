package dev.sotto.loadtest.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where visitors' connections start: one client per source address. One address has some 28,000 ports (Linux' own choice), of
 * which those just closed are not free at once, so a storm of thousands needs several. All of 127.0.0.0/8 is this machine.
 */
public final class Doorway {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int MAX_FRAME = 256 * 1024;
    private static final int FIRST_ADDRESS = 2;

    private final List<WebSocketClient> clients;

    private Doorway(List<WebSocketClient> clients) {
        this.clients = clients;
    }

    /** @param sources how many addresses; where the server isn't on loopback, the machine's own one is used */
    public static Doorway open(Vertx vertx, URI server, int sources, int connections) {
        boolean loopback = server.getHost().startsWith("127.");
        List<WebSocketClient> clients = new ArrayList<>();
        for (int n = 0; n < (loopback ? sources : 1); n++) {
            WebSocketClientOptions options = new WebSocketClientOptions()
                    .setMaxConnections(connections)
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setMaxFrameSize(MAX_FRAME)
                    .setMaxMessageSize(MAX_FRAME)
                    .setTryUsePerMessageCompression(false);
            if (loopback && sources > 1) {
                options.setLocalAddress("127.0.0." + (FIRST_ADDRESS + n));
            }
            clients.add(vertx.createWebSocketClient(options));
        }
        return new Doorway(clients);
    }

    /** A socket for the visitor of that number, not yet connected. */
    ClientWebSocket socket(int visitor) {
        return clients.get(visitor % clients.size()).webSocket();
    }

    public Future<Void> close() {
        return Future.join(clients.stream().map(WebSocketClient::close).toList())
                .mapEmpty();
    }
}
