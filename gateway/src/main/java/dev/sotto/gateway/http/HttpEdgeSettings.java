package dev.sotto.gateway.http;

import dev.sotto.gateway.chat.ChatSettings;
import dev.sotto.gateway.web.RateLimit;
import java.time.Duration;

/**
 * What an operator may set about HTTP.
 *
 * @param port 0 for any free one
 * @param instances event loops that serve it
 * @param busTimeout how long an answer from a conversation or the broker may take
 * @param ping how often sockets are pinged; a connection from which nothing comes for three of them is dropped
 * @param maxConnections per instance; requests on more are answered 503
 */
public record HttpEdgeSettings(
        String host,
        int port,
        int instances,
        Duration busTimeout,
        Duration ping,
        int maxConnections,
        RateLimit.Settings rate,
        ChatSettings chat) {
    static final int MAX_BODY_BYTES = 64 * 1024;
    /** What is read at all; edges refuse more than {@code Outbox.MAX_CHARS} politely, and up to here they can. */
    static final int MAX_FRAME_BYTES = 256 * 1024;

    static final int MAX_HEADER_BYTES = 16 * 1024;
    static final int MAX_URI_BYTES = 8 * 1024;

    public HttpEdgeSettings {
        if (port < 0 || port > 65_535 || instances < 1 || maxConnections < 1) {
            throw new IllegalArgumentException(
                    "port " + port + ", instances " + instances + ", maxConnections " + maxConnections);
        }
        if (ping.toMillis() < 100 || busTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("ping " + ping + ", busTimeout " + busTimeout);
        }
    }

    public static HttpEdgeSettings of(String host, int port) {
        return new HttpEdgeSettings(
                host,
                port,
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                12_000,
                RateLimit.Settings.DEFAULT,
                ChatSettings.DEFAULT);
    }

    public HttpEdgeSettings withInstances(int instances) {
        return new HttpEdgeSettings(host, port, instances, busTimeout, ping, maxConnections, rate, chat);
    }

    public HttpEdgeSettings withMaxConnections(int maxConnections) {
        return new HttpEdgeSettings(host, port, instances, busTimeout, ping, maxConnections, rate, chat);
    }

    public HttpEdgeSettings withPort(int port) {
        return new HttpEdgeSettings(host, port, instances, busTimeout, ping, maxConnections, rate, chat);
    }

    public HttpEdgeSettings withChat(ChatSettings chat) {
        return new HttpEdgeSettings(host, port, instances, busTimeout, ping, maxConnections, rate, chat);
    }

    public HttpEdgeSettings withRate(RateLimit.Settings rate) {
        return new HttpEdgeSettings(host, port, instances, busTimeout, ping, maxConnections, rate, chat);
    }

    public HttpEdgeSettings withPing(Duration ping) {
        return new HttpEdgeSettings(host, port, instances, busTimeout, ping, maxConnections, rate, chat);
    }
}
