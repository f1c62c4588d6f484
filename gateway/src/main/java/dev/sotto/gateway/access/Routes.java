package dev.sotto.gateway.access;

import dev.sotto.gateway.web.Problem;
import dev.sotto.gateway.web.Reply;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;
import java.util.function.Function;

/** Adds JSON endpoints to the router: who may call is checked first, then the body is read, within its limit. */
public final class Routes {
    /** Answers a request; a failed future or a thrown {@link Problem} becomes an error answer. */
    public interface Action extends Function<Request, Future<Reply>> {}

    private final Router router;
    private final AccessControl access;
    private final BodyHandler body;

    public Routes(Router router, AccessControl access, long maxBodyBytes) {
        this.router = router;
        this.access = access;
        this.body = BodyHandler.create(false).setBodyLimit(maxBodyBytes);
    }

    public void get(String path, Set<Role> who, Action action) {
        router.get(path).handler(gate(who)).handler(ctx -> run(ctx, action));
    }

    /** What answers with a file and not with JSON. */
    public void getFile(String path, Set<Role> who, Handler<RoutingContext> action) {
        router.get(path).handler(gate(who)).handler(action);
    }

    public void delete(String path, Set<Role> who, Action action) {
        router.delete(path).handler(gate(who)).handler(ctx -> run(ctx, action));
    }

    public void post(String path, Set<Role> who, Action action) {
        withBody(HttpMethod.POST, path, who, action);
    }

    public void put(String path, Set<Role> who, Action action) {
        withBody(HttpMethod.PUT, path, who, action);
    }

    /** The only kind of endpoint that asks for no credentials. */
    public void postOpen(String path, Action action) {
        router.post(path).handler(body).handler(ctx -> run(ctx, action));
    }

    private void withBody(HttpMethod method, String path, Set<Role> who, Action action) {
        router.route(method, path).handler(gate(who)).handler(body).handler(ctx -> run(ctx, action));
    }

    private Gate gate(Set<Role> who) {
        return new Gate(access, who);
    }

    private static void run(RoutingContext ctx, Action action) {
        Future<Reply> reply;
        try {
            reply = action.apply(new Request(ctx, Gate.passed(ctx)));
        } catch (Problem problem) {
            ctx.fail(problem);
            return;
        }
        reply.onComplete(answer -> answer.send(ctx), failure -> fail(ctx, failure));
    }

    private static void fail(RoutingContext ctx, Throwable failure) {
        if (failure instanceof Problem problem && problem.status() == HttpResponseStatus.TOO_MANY_REQUESTS.code()) {
            ctx.response().putHeader(HttpHeaderNames.RETRY_AFTER, "2");
        }
        ctx.fail(failure);
    }
}
