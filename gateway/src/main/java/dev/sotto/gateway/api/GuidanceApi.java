package dev.sotto.gateway.api;

import dev.sotto.gateway.access.Request;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Problem;
import dev.sotto.gateway.web.Reply;
import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.message.ToDesk;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Questions put to people, and their answers. */
public final class GuidanceApi {
    private static final int MAX_LISTED = 1_000;
    private static final int MAX_TEXT_CHARS = 4_000;
    private static final int MAX_CHOICE = 100;
    private static final int MAX_NAME_CHARS = 100;
    private static final int MAX_MEMBERS = 100;
    private static final int MAX_ID_CHARS = 128;
    private static final List<String> STATES = Stream.concat(
                    Stream.of("open", "all"),
                    Arrays.stream(GuidanceState.values())
                            .filter(state -> state != GuidanceState.OPEN)
                            .map(GuidanceJson::wireName))
            .toList();

    private final Bus bus;

    public GuidanceApi(Bus bus) {
        this.bus = bus;
    }

    public void addTo(Routes routes) {
        routes.get("/v1/guidance", Role.ANYONE_KNOWN, this::list);
        routes.get("/v1/guidance/checks", Role.SUPERVISORS, this::checks);
        routes.get("/v1/guidance/:id", Role.ANYONE_KNOWN, this::read);
        routes.post("/v1/guidance/:id/accept", Role.PEOPLE, this::accept);
        routes.post("/v1/guidance/:id/answer", Role.PEOPLE, this::answer);
        routes.post("/v1/guidance/:id/reassign", Role.SUPERVISORS, this::reassign);
        routes.get("/v1/guidance/:id/bundle", Role.ANYONE_KNOWN, this::bundle);
        routes.get("/v1/guidance/:id/audit", Role.ANYONE_KNOWN, this::audit);
        routes.post("/v1/guidance/bundles/:id/answer", Role.PEOPLE, this::answerBundle);
    }

    private Future<Reply> list(Request request) {
        var question = new ToDesk.ListGuidance(
                request.oneOf("state", STATES), (int) request.number("limit", 1, MAX_LISTED, 100));
        return bus.ask(question, ToDesk.GuidanceList.class)
                .map(list -> Reply.ok(
                        new JsonObject().put("guidance", ConversationJson.array(list.guidance(), GuidanceJson::of))));
    }

    private Future<Reply> read(Request request) {
        return bus.ask(new ToDesk.Read(request.id()), ToDesk.GuidanceView.class)
                .map(view -> Reply.ok(GuidanceJson.of(view)));
    }

    private Future<Reply> accept(Request request) {
        return decide(new ToDesk.Accept(request.id(), request.principal().name()));
    }

    private Future<Reply> answer(Request request) {
        JsonBody body = request.body();
        AnswerKind kind = kind(body.text("answer", MAX_CHOICE));
        int choice = (int) body.integer("choice", 0, MAX_CHOICE, 0);
        String text = body.optionalText("text", MAX_TEXT_CHARS);
        return decide(
                new ToDesk.Answer(request.id(), request.principal().name(), kind, choice, text == null ? "" : text));
    }

    private Future<Reply> reassign(Request request) {
        String agent = request.body().text("agent", MAX_NAME_CHARS);
        return decide(
                new ToDesk.Reassign(request.id(), agent, request.principal().name()));
    }

    private Future<Reply> bundle(Request request) {
        return bus.ask(new ToDesk.ReadBundle(request.id()), ToDesk.GuidanceBundle.class)
                .map(bundle -> Reply.ok(GuidanceJson.of(bundle)));
    }

    private Future<Reply> audit(Request request) {
        return bus.ask(new ToDesk.ReadAudit(request.id()), ToDesk.AuditTrail.class)
                .map(trail -> Reply.ok(
                        new JsonObject().put("audit", ConversationJson.array(trail.lines(), GuidanceJson::of))));
    }

    private Future<Reply> checks(Request request) {
        var list = new ToDesk.ListChecks((int) request.number("limit", 1, MAX_LISTED, 100));
        return bus.ask(list, ToDesk.AuditTrail.class)
                .map(trail -> Reply.ok(
                        new JsonObject().put("checks", ConversationJson.array(trail.lines(), GuidanceJson::of))));
    }

    /** Each member is answered by itself: the reply says what became of each. */
    private Future<Reply> answerBundle(Request request) {
        JsonBody body = request.body();
        var answer = new ToDesk.AnswerBundle(
                request.id(),
                request.principal().name(),
                kind(body.text("answer", MAX_CHOICE)),
                (int) body.integer("choice", 0, MAX_CHOICE, 0),
                Objects.requireNonNullElse(body.optionalText("text", MAX_TEXT_CHARS), ""),
                body.texts("members", MAX_MEMBERS, MAX_ID_CHARS));
        return bus.ask(answer, ToDesk.BundleReply.class)
                .map(reply -> Reply.ok(
                        new JsonObject().put("outcomes", ConversationJson.array(reply.outcomes(), GuidanceJson::of))));
    }

    private static AnswerKind kind(String name) {
        return Arrays.stream(AnswerKind.values())
                .filter(kind -> GuidanceJson.wireName(kind).equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("'answer' must be one of "
                        + Arrays.stream(AnswerKind.values())
                                .map(GuidanceJson::wireName)
                                .collect(Collectors.joining(", "))));
    }

    private Future<Reply> decide(ToDesk decision) {
        return bus.ask(decision, ToDesk.AnswerReply.class).map(GuidanceApi::reply);
    }

    private static Reply reply(ToDesk.AnswerReply reply) {
        String outcome = reply.outcome().name().toLowerCase(Locale.ROOT);
        var body = new JsonObject().put("outcome", outcome);
        if (reply.reason() != null) {
            body.put("reason", reply.reason());
        }
        return switch (reply.outcome()) {
            case ACCEPTED -> Reply.ok(body);
            case SUPERSEDED, TOO_LATE, CALLER_GONE -> Reply.json(HttpResponseStatus.CONFLICT.code(), body);
            case UNKNOWN -> throw Problem.notFound("No such guidance request");
            case INVALID -> failed(HttpResponseStatus.UNPROCESSABLE_ENTITY, body, outcome);
            case UNAVAILABLE -> failed(HttpResponseStatus.SERVICE_UNAVAILABLE, body, outcome);
        };
    }

    private static Reply failed(HttpResponseStatus status, JsonObject body, String outcome) {
        var problem = new Problem(status, outcome, body.getString("reason", status.reasonPhrase()));
        return Reply.json(status.code(), body.mergeIn(problem.toJson()));
    }
}
