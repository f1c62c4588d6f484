package dev.sotto.gateway.webcall;

import dev.sotto.gateway.call.CallDesk;
import dev.sotto.gateway.web.Heartbeat;
import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Outbox;
import dev.sotto.gateway.web.Problem;
import dev.sotto.gateway.web.RateLimit;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.NetUtil;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The call protocol on one connection; one call each. What comes from the call arrives on its context and is handed over; all
 * else runs on the connection's.
 *
 * <pre>
 *   NEW --offer--> CALLING --answer--> UP --bye, ended, closed--> CLOSED
 * </pre>
 */
final class WebCallSocket implements Visitor, Heartbeat.Beating {
    private static final int MAX_MISTAKES = 10;
    private static final int MAX_TYPE_CHARS = 16;
    private static final int MAX_SDP_CHARS = 16 * 1024;
    private static final int MAX_TASK_CHARS = 64;
    private static final int BUSY = 503;

    private enum State {
        NEW,
        CALLING,
        UP,
        CLOSED
    }

    // written once
    private final ServerWebSocket socket;
    private final Context context;
    private final CallDesk desk;
    private final RateLimit limit;
    private final Outbox outbox;
    private final String callId;
    private final BiConsumer<String, WebCallSocket> onJoined;

    // connection's context only
    private State state = State.NEW;
    private @Nullable WebCall call;
    private @Nullable String conversationId;
    private int beats;
    private int mistakes;

    WebCallSocket(
            ServerWebSocket socket,
            Context context,
            CallDesk desk,
            RateLimit limit,
            Outbox outbox,
            String callId,
            BiConsumer<String, WebCallSocket> onJoined) {
        this.socket = socket;
        this.context = context;
        this.desk = desk.of(callId);
        this.limit = limit;
        this.outbox = outbox;
        this.callId = callId;
        this.onJoined = onJoined;
    }

    void start(Runnable closed) {
        socket.textMessageHandler(this::onText);
        socket.binaryMessageHandler(bytes -> error("unsupported", "Text frames are wanted"));
        socket.exceptionHandler(failure -> outbox.close(Outbox.TOO_LARGE, "too large")); // or broken: closed anyway
        socket.closeHandler(gone -> {
            hangUp();
            closed.run();
        });
    }

    @Nullable
    String conversationId() {
        return conversationId;
    }

    /** Pings; who offers nothing between two beats, or does not connect, is sent away. */
    @Override
    public void beat() {
        beats++;
        WebCall made = call;
        if (state == State.NEW && beats > 1) {
            outbox.close(Outbox.POLICY, "no offer");
        } else if (state == State.CALLING && beats > 2 && made != null) {
            desk.execute(made::expired);
        } else if (!outbox.isClosing()) {
            socket.writePing(Buffer.buffer());
        }
    }

    private void onText(String text) {
        if (state == State.CLOSED) {
            return;
        }
        if (text.length() > Outbox.MAX_CHARS) {
            error("too_large", "Messages may have 64 KiB");
            outbox.close(Outbox.TOO_LARGE, "too large");
            return;
        }
        try {
            on(JsonBody.parse(text));
        } catch (Problem problem) {
            error(problem.code(), problem.reason());
        }
    }

    private void on(JsonBody body) {
        switch (body.text("type", MAX_TYPE_CHARS)) {
            case "offer" -> offer(body);
            case "connected" -> connected();
            case "bye" -> bye();
            default -> throw Problem.invalid("Unknown type");
        }
    }

    private void offer(JsonBody body) {
        if (state != State.NEW) {
            throw Problem.conflict("already_calling", "One call for each connection");
        }
        if (!limit.allows(socket.remoteAddress().hostAddress())) {
            throw new Problem(HttpResponseStatus.TOO_MANY_REQUESTS, "slow_down", "Too many calls");
        }
        String task = body.optionalText("task", MAX_TASK_CHARS);
        if (task != null && !task.matches("[A-Za-z0-9_-]*")) {
            throw Problem.invalid("'task' may have letters, digits, dashes and underscores");
        }
        // lines end in CR LF, which cleaning a text would take away
        String sdp = body.secret("sdp", MAX_SDP_CHARS);
        WebCall made = new WebCall(callId, task == null ? "" : task, sdp, remote(socket.remoteAddress()), this);
        call = made;
        state = State.CALLING;
        beats = 0;
        desk.execute(() -> desk.take(made));
    }

    private static InetSocketAddress remote(SocketAddress from) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(from.hostAddress());
        return address == null
                ? InetSocketAddress.createUnresolved(from.hostAddress(), from.port())
                : new InetSocketAddress(address, from.port());
    }

    private void connected() {
        WebCall made = call;
        if (state == State.CALLING && made != null) {
            state = State.UP;
            desk.execute(made::connected);
        }
    }

    private void bye() {
        hangUp();
        outbox.send(() -> CallFrames.ended("hung up"));
        outbox.close(Outbox.NORMAL, "hung up");
    }

    private void hangUp() {
        WebCall made = call;
        if (state != State.CLOSED && made != null) {
            desk.execute(made::gone);
        }
        state = State.CLOSED;
    }

    @Override
    public void answered(String sdp) {
        context.runOnContext(go -> outbox.send(() -> CallFrames.answer(sdp)));
    }

    @Override
    public void refused(int status, String reason) {
        context.runOnContext(go -> {
            state = State.CLOSED;
            boolean later = status == BUSY;
            outbox.send(() -> CallFrames.error(later ? "busy" : "refused", reason));
            outbox.close(later ? Outbox.TRY_AGAIN_LATER : Outbox.POLICY, later ? "busy" : "refused");
        });
    }

    @Override
    public void ended(String reason) {
        context.runOnContext(go -> {
            state = State.CLOSED;
            outbox.send(() -> CallFrames.ended(reason));
            outbox.close(Outbox.NORMAL, "ended");
        });
    }

    @Override
    public void joined(String id) {
        context.runOnContext(go -> {
            if (!socket.isClosed()) {
                conversationId = id;
                onJoined.accept(id, this);
            }
        });
    }

    @Override
    public void said(TranscriptLine line) {
        outbox.send(() -> CallFrames.turn(line));
    }

    @Override
    public void saying(String text) {
        outbox.send(() -> CallFrames.partial(text));
    }

    private void error(String code, String message) {
        outbox.send(() -> CallFrames.error(code, message));
        if (++mistakes >= MAX_MISTAKES) {
            outbox.close(Outbox.POLICY, "too many errors");
        }
    }
}
