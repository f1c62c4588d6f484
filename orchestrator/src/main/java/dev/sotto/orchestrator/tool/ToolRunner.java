package dev.sotto.orchestrator.tool;

import dev.sotto.orchestrator.task.Tool;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the enterprise's systems; a gated tool's with its approval in the header {@code Sotto-Approval}. Every end of a call is a value; the future itself does not fail. Thread-safe; futures
 * complete on the caller's context.
 */
public final class ToolRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ToolRunner.class);
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String APPROVAL = "Sotto-Approval";

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final Map<String, Tool> tools;
    private final ApprovalTokens tokens;
    private final ToolLimits limits;
    private final ToolMeters meters;
    private final WebClient client;
    private final CallSlots slots;

    /** @param tools by name, as in the playbook */
    public ToolRunner(
            Vertx vertx, Map<String, Tool> tools, ApprovalTokens tokens, ToolLimits limits, ToolMeters meters) {
        this.vertx = (VertxInternal) vertx;
        this.context = this.vertx.createEventLoopContext();
        this.tools = Map.copyOf(tools);
        this.tokens = tokens;
        this.limits = limits;
        this.meters = meters;
        this.slots = new CallSlots(limits.concurrent(), limits.waiting());
        this.client = WebClient.create(
                vertx,
                new WebClientOptions().setFollowRedirects(false).setUserAgent("Sotto"),
                new PoolOptions().setHttp1MaxSize(limits.concurrent()));
    }

    public Future<ToolResult> run(ToolCall call) {
        long began = System.nanoTime();
        Promise<ToolResult> promise = vertx.getOrCreateContext().promise();
        context.runOnContext(ignored -> start(call).onComplete(done -> {
            ToolResult result = done.succeeded() ? done.result() : new ToolResult.Failed(String.valueOf(done.cause()));
            meters.called(call.tool(), result.getClass().getSimpleName(), System.nanoTime() - began);
            promise.complete(result);
        }));
        return promise.future();
    }

    public void close() {
        client.close();
    }

    private Future<ToolResult> start(ToolCall call) {
        Tool tool = tools.get(call.tool());
        if (tool == null) {
            return refused(call, "there is no such tool");
        }
        Optional<String> objection = PreparedCall.objection(tool, call.with());
        if (objection.isPresent()) {
            return refused(call, objection.get());
        }
        return slots.run(
                tool.name(),
                () -> gate(tool, call),
                () -> new ToolResult.Failed("it was not called: too many calls of it are waiting"));
    }

    private Future<ToolResult> gate(Tool tool, ToolCall call) {
        if (!tool.gated()) {
            return attempt(tool, call, 0);
        }
        return tokens.consume(call)
                .otherwise(cause -> Optional.of("its approval cannot be checked: " + cause))
                .compose(refusal -> refusal.isPresent() ? refused(call, refusal.get()) : attempt(tool, call, 0));
    }

    private Future<ToolResult> attempt(Tool tool, ToolCall call, int retries) {
        return send(tool, call)
                .map(answer -> new Tried(
                        ToolAnswer.of(answer.statusCode(), text(answer, call)),
                        ToolAnswer.isWorthRetrying(answer.statusCode())))
                .otherwise(cause -> new Tried(
                        new ToolResult.Failed(String.valueOf(cause.getMessage())),
                        !(cause instanceof BoundedBody.TooLarge)))
                .compose(tried -> tried.again() && retries < tool.retries()
                        ? pause(retries).compose(done -> attempt(tool, call, retries + 1))
                        : Future.succeededFuture(tried.result()));
    }

    private record Tried(ToolResult result, boolean again) {}

    private Future<HttpResponse<Buffer>> send(Tool tool, ToolCall call) {
        PreparedCall prepared = PreparedCall.of(tool, call.with());
        long millis = tool.timeout().toMillis();
        HttpRequest<Buffer> request = client.requestAbs(HttpMethod.valueOf(prepared.method()), prepared.url())
                .timeout(millis)
                .as(() -> new BoundedBody(limits.largestAnswer()))
                .putHeader(IDEMPOTENCY_KEY, call.id())
                .putHeader("Accept", "application/json");
        tool.headers().forEach(request::putHeader);
        if (tool.gated() && call.token() != null) {
            request.putHeader(APPROVAL, call.token());
        }
        prepared.query().forEach(request::addQueryParam);
        if (prepared.body() != null) {
            request.putHeader("Content-Type", "application/json");
        }
        // the client's own timeout is about silence; a system that drips must end too
        return (prepared.body() == null ? request.send() : request.sendBuffer(Buffer.buffer(prepared.body())))
                .timeout(millis, TimeUnit.MILLISECONDS);
    }

    private Future<Void> pause(int retries) {
        Promise<Void> over = context.promise();
        long millis = limits.firstRetry().toMillis() << Math.min(retries, 10);
        context.setTimer(Math.max(1, millis), ignored -> over.complete());
        return over.future();
    }

    /** A system that echoes its request must not bring the approval into the journal. */
    private static String text(HttpResponse<Buffer> answer, ToolCall call) {
        Buffer body = answer.body();
        String text = body == null ? "" : body.toString();
        return call.token() == null ? text : text.replace(call.token(), "(approval)");
    }

    private static Future<ToolResult> refused(ToolCall call, String reason) {
        LOG.atWarn()
                .addKeyValue("conversationId", call.conversationId())
                .addKeyValue("tool", call.tool())
                .addKeyValue("cause", reason)
                .log("A tool call was refused");
        return Future.succeededFuture(new ToolResult.Refused(reason));
    }
}
