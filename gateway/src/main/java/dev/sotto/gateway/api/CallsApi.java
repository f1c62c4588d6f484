package dev.sotto.gateway.api;

import dev.sotto.gateway.access.Request;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Problem;
import dev.sotto.gateway.web.Reply;
import dev.sotto.orchestrator.message.ToCalls;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls that we place. */
public final class CallsApi {
    private static final List<String> STATES =
            List.of("all", "waiting", "queued", "trying", "ringing", "early", "answered", "machine", "ended");
    private static final List<String> ON_MACHINE = List.of("leave_message", "hang_up", "talk");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,3})s");
    private static final Pattern CALLER_ID = Pattern.compile("sips?:[^\\s<>\"]{1,200}");
    private static final int MAX_LISTED = 1_000;
    private static final int MAX_CHARS = 255;
    private static final int MAX_MESSAGE_CHARS = 1_000;

    private final Bus bus;

    public CallsApi(Bus bus) {
        this.bus = bus;
    }

    public void addTo(Routes routes) {
        routes.post("/v1/calls", Role.CALLERS, this::order);
        routes.get("/v1/calls", Role.ANYONE_KNOWN, this::list);
        routes.get("/v1/calls/:id", Role.ANYONE_KNOWN, this::read);
        routes.delete("/v1/calls/:id", Role.CALLERS, this::cancel);
    }

    private Future<Reply> order(Request request) {
        JsonBody body = request.body();
        Map<String, String> variables = new HashMap<>(body.variables("variables"));
        put(variables, "task", body.optionalText("task", MAX_CHARS));
        put(variables, "message", body.optionalText("message", MAX_MESSAGE_CHARS));
        var order = new ToCalls.Order(
                body.text("to", MAX_CHARS),
                callerId(body.optionalText("from", MAX_CHARS)),
                body.optionalText("trunk", MAX_CHARS),
                variables,
                within(body.optionalText("answer_within", 8)),
                onMachine(body.optionalText("on_machine", 20)),
                key(request, body),
                request.principal().name());
        return bus.ask(order, ToCalls.CallView.class)
                .map(view -> Reply.json(
                        HttpResponseStatus.ACCEPTED.code(),
                        new JsonObject()
                                .put("call", view.id())
                                .put("conversation", view.conversation())
                                .put("state", view.state())));
    }

    private Future<Reply> list(Request request) {
        var list = new ToCalls.ListCalls(
                request.oneOf("state", STATES), (int) request.number("limit", 1, MAX_LISTED, 100));
        return bus.ask(list, ToCalls.CallList.class)
                .map(calls ->
                        Reply.ok(new JsonObject().put("calls", ConversationJson.array(calls.calls(), CallsApi::json))));
    }

    private Future<Reply> read(Request request) {
        return bus.ask(new ToCalls.ReadCall(request.id()), ToCalls.CallView.class)
                .map(view -> Reply.ok(json(view)));
    }

    private Future<Reply> cancel(Request request) {
        var cancel = new ToCalls.CancelCall(request.id(), request.principal().name());
        return bus.ask(cancel, ToCalls.CallView.class).map(view -> Reply.ok(json(view)));
    }

    private static void put(Map<String, String> variables, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            variables.put(name, value);
        }
    }

    private static @Nullable String callerId(@Nullable String from) {
        if (from == null || CALLER_ID.matcher(from).matches()) {
            return from;
        }
        throw Problem.invalid("'from' must be a SIP address, without angle brackets");
    }

    private static @Nullable Duration within(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher seconds = SECONDS.matcher(text);
        long value = seconds.matches() ? Long.parseLong(seconds.group(1)) : 0;
        if (value < 1 || value > 180) {
            throw Problem.invalid("'answer_within' must be from 1s to 180s");
        }
        return Duration.ofSeconds(value);
    }

    private static String onMachine(@Nullable String wanted) {
        if (wanted == null) {
            return ON_MACHINE.get(0);
        }
        if (!ON_MACHINE.contains(wanted)) {
            throw Problem.invalid("'on_machine' must be one of " + String.join(", ", ON_MACHINE));
        }
        return wanted;
    }

    /** In the body or as the header that has become usual; kept apart by who ordered. */
    private static @Nullable String key(Request request, JsonBody body) {
        String inBody = body.optionalText("idempotency_key", MAX_CHARS);
        String key = inBody == null ? request.header("Idempotency-Key") : inBody;
        if (key == null || key.isBlank()) {
            return null;
        }
        if (key.length() > MAX_CHARS) {
            throw Problem.invalid("the idempotency key is longer than " + MAX_CHARS + " characters");
        }
        return request.principal().name() + "/" + key;
    }

    private static JsonObject json(ToCalls.CallView view) {
        return new JsonObject()
                .put("call", view.id())
                .put("conversation", view.conversation())
                .put("state", view.state())
                .put("to", view.to())
                .put("task", view.task())
                .put("tries", view.tries())
                .put("created_at", view.createdAt().toString())
                .put("due_at", text(view.dueAt()))
                .put("answered_at", text(view.answeredAt()))
                .put("ended_at", text(view.endedAt()))
                .put("promised_in", view.promisedIn())
                .put("termination", view.termination())
                .put("status", view.status());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
