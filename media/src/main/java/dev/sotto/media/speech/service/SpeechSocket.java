package dev.sotto.media.speech.service;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A WebSocket to a service: opens or fails in its time, and fails at most once. One context only, that of {@link #open}. */
public final class SpeechSocket {
    /** Nothing that a recogniser has to say is longer. */
    private static final int MAX_MESSAGE = 256 * 1024;

    private static final int MAX_CONNECTIONS = 65_536;

    private final Events events;
    private final ServiceMeter meter;
    private @Nullable WebSocket socket;
    private boolean over;

    /** Called on the socket's context; nothing follows a failure or a {@link SpeechSocket#close}. */
    public interface Events {
        void opened();

        void text(String message);

        /** There is room again after {@link SpeechSocket#writable} was false. */
        void drained();

        /** The service has closed after everything was said, or failed; which of both the receiver knows. */
        void failed(ServiceFailure why);
    }

    private SpeechSocket(Events events, ServiceMeter meter) {
        this.events = events;
        this.meter = meter;
    }

    /** How clients of services are set up: what comes is bounded, as many connections as there are calls. */
    public static WebSocketClientOptions clientOptions(ServiceTimes times) {
        return new WebSocketClientOptions()
                .setMaxFrameSize(MAX_MESSAGE)
                .setMaxMessageSize(MAX_MESSAGE)
                .setMaxConnections(MAX_CONNECTIONS)
                .setClosingTimeout(1)
                .setConnectTimeout((int) times.connect().toMillis());
    }

    /** Where to connect to; {@code address} is ws, wss, http or https. */
    public static WebSocketConnectOptions address(URI address, String path, ServiceTimes times) {
        boolean secure = "wss".equals(address.getScheme()) || "https".equals(address.getScheme());
        WebSocketConnectOptions options = new WebSocketConnectOptions();
        options.setHost(address.getHost());
        options.setPort(address.getPort() > 0 ? address.getPort() : secure ? 443 : 80);
        options.setSsl(secure);
        options.setURI(path);
        options.setTimeout(times.connect().toMillis());
        return options;
    }

    /** Connects on {@code context}, which is the current one. */
    public static SpeechSocket open(
            Context context,
            WebSocketClient client,
            WebSocketConnectOptions options,
            ServiceMeter meter,
            Events events) {
        SpeechSocket speech = new SpeechSocket(events, meter);
        client.connect(options)
                .onComplete(done -> context.runOnContext(v -> {
                    if (done.succeeded()) {
                        speech.connected(done.result());
                    } else {
                        speech.fail(reason(done.cause()));
                    }
                }));
        return speech;
    }

    private static ServiceFailure reason(Throwable cause) {
        return cause instanceof UpgradeRejectedException refused
                ? ServiceFailure.ofStatus(refused.getStatus())
                : ServiceFailure.UNREACHABLE;
    }

    private void connected(WebSocket opened) {
        if (over) {
            discard(opened);
            return;
        }
        socket = opened;
        meter.streams(1);
        opened.closeHandler(v -> meter.streams(-1));
        opened.exceptionHandler(cause -> fail(kind(cause)));
        opened.endHandler(v -> fail(ServiceFailure.CLOSED));
        opened.drainHandler(v -> {
            if (!over) {
                events.drained();
            }
        });
        opened.textMessageHandler(message -> {
            if (!over) {
                events.text(message);
            }
        });
        events.opened();
    }

    private static ServiceFailure kind(Throwable cause) {
        boolean ours = cause instanceof TooLongFrameException
                || cause instanceof CorruptedFrameException
                || cause instanceof IllegalStateException;
        return ours
                ? ServiceFailure.MALFORMED
                : cause instanceof TimeoutException ? ServiceFailure.STALLED : ServiceFailure.CLOSED;
    }

    /** True when it takes sound now. */
    public boolean writable() {
        return socket != null && !over && !socket.writeQueueFull();
    }

    /** True from {@link Events#opened} on. */
    public boolean isOpen() {
        return socket != null && !over;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failed write is followed by the exception handler
    public void text(String message) {
        if (socket != null && !over) {
            socket.writeTextMessage(message);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    public void binary(Buffer message) {
        if (socket != null && !over) {
            socket.writeBinaryMessage(message);
        }
    }

    /** Gives it up as if the service had failed. */
    public void fail(ServiceFailure why) {
        if (!over) {
            close();
            events.failed(why);
        }
    }

    /** Nothing is called any more. */
    public void close() {
        if (!over) {
            over = true;
            if (socket != null) {
                discard(socket);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private static void discard(WebSocket socket) {
        socket.close();
    }
}
