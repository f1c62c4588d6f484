package dev.sotto.gateway.chat;

import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.Heartbeat;
import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Outbox;
import dev.sotto.gateway.web.PlainText;
import dev.sotto.gateway.web.Problem;
import dev.sotto.gateway.web.RateLimit;
import dev.sotto.gateway.web.TextSocket;
import dev.sotto.orchestrator.conversation.Source;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The chat protocol on one connection.
 *
 * <pre>
 * NEW --hello--> OPENING --begun or attached--> OPEN --ended, replaced, gone--> CLOSED
 *                   |  refused: error, back to NEW
 * </pre>
 *
 * Everything but {@link #replaced} runs on the connection's context.
 */
final class ChatSocket implements Visit.Seat, Heartbeat.Beating, TextSocket.Listener {
    private static final int REPLACED = 4001;
    private static final int MAX_IN_FLIGHT = 32;
    private static final int MAX_MISTAKES = 50;
    private static final int MAX_SILENT_BEATS = 3;
    private static final int MAX_TEXT_CHARS = 4_000;
    private static final int MAX_ID_CHARS = 64;
    private static final int MAX_RESUME_CHARS = 200;

    private enum State {
        NEW,
        OPENING,
        OPEN,
        CLOSED
    }

    // written once
    private final TextSocket socket;
    private final Context context;
    private final ChatEdge edge;
    private final Bus bus;
    private final RateLimit limit;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Consumer<ChatSocket> closed;

    // connection's context only
    private final Queue<JsonBody> early = new ArrayDeque<>(1);
    private Delivery delivery = new Delivery();
    private State state = State.NEW;
    private @Nullable Visit visit;
    private @Nullable String endedEarly;
    private boolean beaten;
    private int silentBeats;
    private int inFlight;
    private int mistakes;

    ChatSocket(
            TextSocket socket,
            Context context,
            ChatEdge edge,
            Bus bus,
            RateLimit limit,
            InstantSource clock,
            Outbox outbox,
            Consumer<ChatSocket> closed) {
        this.socket = socket;
        this.context = context;
        this.edge = edge;
        this.bus = bus;
        this.limit = limit;
        this.clock = clock;
        this.outbox = outbox;
        this.closed = closed;
    }

    @Override
    public void onBinary() {
        error("unsupported", "Text frames are wanted", null);
    }

    @Override
    public void onBroken() {
        outbox.close(Outbox.TOO_LARGE, "too large"); // or broken: closed anyway
    }

    @Override
    public void onDrained() {
        outbox.drained();
    }

    @Override
    public void onClosed() {
        state = State.CLOSED;
        leave();
        closed.accept(this);
    }

    void seated(Visit visit) {
        this.visit = visit;
    }

    void say(Line line) {
        delivery.on(line).forEach(this::send);
    }

    void typing(ToEdge.Typing typing) {
        if (state == State.OPEN) {
            outbox.send(() -> ChatFrames.typing(typing));
        }
    }

    /** What was durable is acknowledged before: the last words may have ended the conversation faster than they were. */
    void ended(String reason) {
        if (state == State.OPENING || (state == State.OPEN && inFlight > 0)) {
            endedEarly = reason;
            return;
        }
        outbox.send(() -> ChatFrames.ended(reason));
        outbox.close(Outbox.NORMAL, "ended");
        state = State.CLOSED;
    }

    @Override
    public void replaced() {
        context.runOnContext(run -> {
            outbox.send(() -> ChatFrames.error("replaced", "Another connection has resumed this conversation", null));
            outbox.close(REPLACED, "replaced");
            state = State.CLOSED;
        });
    }

    /** Pings; a client that has not even said hello between two beats is sent away, one from which nothing comes is cut off. */
    @Override
    public void beat() {
        silentBeats = socket.hasBeenHeard() ? 0 : silentBeats + 1;
        if (silentBeats >= MAX_SILENT_BEATS) {
            socket.drop();
        } else if (state == State.NEW && beaten) {
            outbox.close(Outbox.POLICY, "no hello");
        } else if (!outbox.isClosing()) {
            socket.ping("");
        }
        beaten = true;
    }

    @Override
    public void onText(String text) {
        if (state == State.CLOSED) {
            return;
        }
        if (text.length() > Outbox.MAX_CHARS) {
            error("too_large", "Messages may have 64 KiB", null);
            outbox.close(Outbox.TOO_LARGE, "too large");
            return;
        }
        try {
            if (!limit.allows(socket.remoteHost())) {
                throw new Problem(HttpResponseStatus.TOO_MANY_REQUESTS, "slow_down", "Too many messages");
            }
            on(JsonBody.parse(text));
        } catch (Problem problem) {
            error(problem.code(), problem.reason(), null);
        }
    }

    private void on(JsonBody body) {
        String type = body.text("type", MAX_ID_CHARS);
        switch (type) {
            case "hello" -> hello(body);
            case "message" -> message(body);
            case "typing" -> {} // nobody shows it yet, and clients may say it
            default -> throw Problem.invalid("Unknown type '" + type + "'");
        }
    }

    private void hello(JsonBody body) {
        if (state != State.NEW) {
            throw new Problem(HttpResponseStatus.CONFLICT, "already_open", "Said hello already");
        }
        String resume = body.optionalText("resume", MAX_RESUME_CHARS);
        long after = body.integer("after", 0, Long.MAX_VALUE, Delivery.NOT_SAID);
        Map<String, String> variables = new HashMap<>(body.variables("variables"));
        String task = body.optionalText("task", MAX_ID_CHARS);
        if (task != null && !task.isEmpty()) {
            variables.put("task", task);
        }
        state = State.OPENING;
        delivery = new Delivery();
        if (resume == null || resume.isEmpty()) {
            edge.open(this, Map.copyOf(variables)).onComplete(this::begun, this::refused);
        } else {
            edge.find(resume)
                    .compose(found -> state == State.CLOSED ? Future.failedFuture("gone") : edge.resume(found, this))
                    .onComplete(view -> resumed(view, after), this::refused);
        }
    }

    private void begun(Visit begun) {
        if (state == State.CLOSED) {
            return;
        }
        outbox.send(() -> ChatFrames.welcome(begun, false, edge.company()));
        delivery.start(List.of(), Delivery.NOT_SAID, 0).forEach(this::send);
        opened();
    }

    private void resumed(ConversationView view, long after) {
        Visit resumed = visit;
        if (state == State.CLOSED || resumed == null) {
            return;
        }
        outbox.send(() -> ChatFrames.welcome(resumed, true, edge.company()));
        outbox.sendBacklog(delivery.start(view.transcript(), after, resumed.delivered()).stream()
                .map(line -> frame(resumed, line))
                .toList());
        if (view.state().equals("ended")) {
            resumed.end(clock.instant());
            state = State.OPEN;
            ended(view.termination() == null ? "ended" : view.termination());
        } else {
            opened();
        }
    }

    private void opened() {
        state = State.OPEN;
        while (!early.isEmpty()) {
            message(early.remove());
        }
        if (inFlight < MAX_IN_FLIGHT) {
            socket.resume();
        }
        if (endedEarly != null) {
            ended(endedEarly);
        }
    }

    private void refused(Throwable failure) {
        if (state == State.CLOSED) {
            return;
        }
        Problem problem = Problem.of(failure);
        leave();
        early.clear();
        socket.resume();
        state = State.NEW;
        beaten = false;
        error(problem.code(), problem.reason(), null);
        if (problem.status() >= HttpResponseStatus.INTERNAL_SERVER_ERROR.code()) {
            outbox.close(Outbox.TRY_AGAIN_LATER, problem.code());
        }
    }

    private void message(JsonBody body) {
        if (state == State.NEW) {
            throw new Problem(HttpResponseStatus.CONFLICT, "hello_first", "Say hello first");
        }
        String id = PlainText.clean(body.text("id", MAX_ID_CHARS));
        if (state == State.OPENING) {
            early.add(body);
        } else {
            heard(id, body);
        }
        if (inFlight + early.size() >= MAX_IN_FLIGHT) {
            // what comes next waits in the network until these are durable
            socket.pause();
        }
    }

    private void acknowledged() {
        inFlight--;
        if (inFlight + early.size() < MAX_IN_FLIGHT) {
            socket.resume();
        }
        if (inFlight == 0 && endedEarly != null && state == State.OPEN) {
            ended(endedEarly);
        }
    }

    private void heard(String id, JsonBody body) {
        Visit open = visit;
        if (open == null) {
            return;
        }
        String text;
        try {
            text = body.text("text", MAX_TEXT_CHARS);
        } catch (Problem problem) {
            error(problem.code(), problem.reason(), id);
            return;
        }
        inFlight++;
        bus.ask(
                        new ToConversation.UtteranceHeard(
                                open.conversationId(), text, 1, Source.TEXT, id, null, clock.instant()),
                        Ok.class)
                .onSuccess(durable -> outbox.send(() -> ChatFrames.ack(id)))
                .onFailure(failure -> notHeard(Problem.of(failure), id))
                .onComplete(done -> acknowledged());
    }

    private void notHeard(Problem problem, String id) {
        boolean over = problem.status() == HttpResponseStatus.NOT_FOUND.code();
        error(over ? "ended" : problem.code(), over ? "This conversation is over" : problem.reason(), id);
    }

    private void send(Line line) {
        Visit open = visit;
        if (open != null) {
            outbox.send(frame(open, line));
        }
    }

    private static Outbox.Frame frame(Visit visit, Line line) {
        return new Outbox.Frame(() -> ChatFrames.message(visit.conversationId(), line), line.number());
    }

    /** The client's WebSocket has read everything up to the ping that this answers. */
    @Override
    public void onPong(String number) {
        Visit open = visit;
        if (open == null || number.isEmpty() || number.length() > 18) {
            return;
        }
        if (number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            open.delivered(Math.min(Long.parseLong(number), delivery.last()));
        }
    }

    private void error(String code, String message, @Nullable String id) {
        outbox.send(() -> ChatFrames.error(code, message, id));
        if (++mistakes >= MAX_MISTAKES) {
            outbox.close(Outbox.POLICY, "too many errors");
        }
    }

    private void leave() {
        if (visit != null) {
            edge.left(visit, this);
            visit = null;
        }
    }
}
