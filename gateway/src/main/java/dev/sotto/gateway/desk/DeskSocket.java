package dev.sotto.gateway.desk;

import dev.sotto.gateway.access.Principal;
import dev.sotto.gateway.web.Heartbeat;
import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Outbox;
import dev.sotto.gateway.web.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One desk's connection: signs in by header, address or {@code hello}, gets its snapshot, then every event.
 *
 * <pre>
 * waiting for hello --token--> loading (events are held) --snapshot--> open --sign-out, close--> gone
 * </pre>
 */
final class DeskSocket implements Heartbeat.Beating {
    private static final int UNAUTHORIZED = 4401;
    private static final int MAX_TOKEN_CHARS = 500;
    private static final int MAX_HELD = 1_000;
    private static final int MAX_TYPE_CHARS = 64;
    private static final int MAX_ID_CHARS = 128;

    private final DeskEdge edge;
    private final ServerWebSocket socket;
    private final Outbox outbox;
    private @Nullable String credential;
    private @Nullable Principal principal;
    private @Nullable List<String> held = new ArrayList<>();
    private final TypingPace typed = new TypingPace();
    private boolean beaten;

    DeskSocket(DeskEdge edge, ServerWebSocket socket, Outbox outbox) {
        this.edge = edge;
        this.socket = socket;
        this.outbox = outbox;
    }

    void start(@Nullable String token) {
        socket.textMessageHandler(this::onText);
        socket.exceptionHandler(failure -> outbox.close(Outbox.TOO_LARGE, "too large")); // or broken: closed anyway
        socket.closeHandler(gone -> edge.left(this, principal));
        if (token != null) {
            signIn(token);
        }
    }

    boolean belongsTo(String agent) {
        return principal != null && principal.name().equals(agent);
    }

    void push(String text) {
        if (held == null) {
            outbox.send(() -> text);
        } else if (held.size() < MAX_HELD) {
            held.add(text);
        } else {
            outbox.close(Outbox.TRY_AGAIN_LATER, "too much at once");
        }
    }

    /** Pings, and ends what is no longer signed in. */
    @Override
    public void beat() {
        boolean known = credential != null && edge.identify(credential) != null;
        if (!known && beaten) {
            refuse("The session is over");
        } else if (!outbox.isClosing()) {
            socket.writePing(Buffer.buffer());
        }
        beaten = true;
    }

    private void onText(String text) {
        if (text.length() > Outbox.MAX_CHARS) {
            outbox.send(() -> DeskFrames.error("too_large", "Messages may have 64 KiB"));
            outbox.close(Outbox.TOO_LARGE, "too large");
            return;
        }
        try {
            JsonBody body = JsonBody.parse(text);
            switch (body.text("type", MAX_TYPE_CHARS)) {
                case "hello" -> hello(body);
                case "typing" -> typing(body);
                default -> throw Problem.invalid("'type' must be hello or typing");
            }
        } catch (Problem problem) {
            outbox.send(() -> DeskFrames.error(problem.code(), problem.reason()));
        }
    }

    private void hello(JsonBody body) {
        if (principal == null) {
            signIn(body.secret("token", MAX_TOKEN_CHARS));
        }
    }

    /** Keys are many; the caller is told once in a while. */
    private void typing(JsonBody body) {
        String guidanceId = body.text("guidance", MAX_ID_CHARS);
        if (principal == null) {
            throw Problem.invalid("Sign in first");
        }
        if (typed.allows(guidanceId, edge.now())) {
            edge.typing(principal, guidanceId);
        }
    }

    private void signIn(String token) {
        Principal known = edge.identify(token);
        if (known == null || known.isIntegrator()) {
            refuse("Sign in first");
            return;
        }
        credential = token;
        principal = known;
        edge.join(this, known).onComplete(this::loaded, this::failed);
    }

    private void loaded(String snapshot) {
        outbox.send(() -> snapshot);
        List<String> behind = held == null ? List.of() : held;
        held = null;
        behind.forEach(this::push);
    }

    private void failed(Throwable failure) {
        Problem problem = Problem.of(failure);
        outbox.send(() -> DeskFrames.error(problem.code(), problem.reason()));
        outbox.close(Outbox.TRY_AGAIN_LATER, problem.code());
    }

    private void refuse(String reason) {
        outbox.send(() -> DeskFrames.error("unauthorized", reason));
        outbox.close(UNAUTHORIZED, "unauthorized");
    }
}
