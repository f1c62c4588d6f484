package dev.sotto.gateway.access;

import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Problem;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request that passed the gate, and its checked parts. Every method throws {@link Problem} and nothing else. */
public final class Request {
    private static final Pattern ID = Pattern.compile("[\\p{Alnum}._:@-]{1,128}");

    private final RoutingContext ctx;
    private final @Nullable Principal principal;

    Request(RoutingContext ctx, @Nullable Principal principal) {
        this.ctx = ctx;
        this.principal = principal;
    }

    public Vertx vertx() {
        return ctx.vertx();
    }

    /** Who asks; only where the route asks for credentials. */
    public Principal principal() {
        return Objects.requireNonNull(principal, "an open route has no principal");
    }

    public @Nullable String credential() {
        return Credentials.of(ctx.request().headers());
    }

    /** A header of the request, or null. */
    public @Nullable String header(String name) {
        return ctx.request().getHeader(name);
    }

    public String remoteAddress() {
        return ctx.request().remoteAddress().hostAddress();
    }

    /** The {@code :id} of the path; what can't be an id is not found. */
    public String id() {
        String id = ctx.pathParam("id");
        if (id == null || !ID.matcher(id).matches()) {
            throw Problem.notFound("No such id");
        }
        return id;
    }

    public JsonBody body() {
        return JsonBody.parse(ctx.body().buffer());
    }

    /** A query parameter that must be one of these; the first when it is absent. */
    public String oneOf(String parameter, List<String> values) {
        String value = ctx.request().getParam(parameter);
        if (value == null) {
            return values.get(0);
        }
        if (!values.contains(value)) {
            throw Problem.invalid("'" + parameter + "' must be one of " + String.join(", ", values));
        }
        return value;
    }

    public long number(String parameter, long min, long max, long absent) {
        String value = ctx.request().getParam(parameter);
        if (value == null) {
            return absent;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, like a number out of range
        }
        throw Problem.invalid("'" + parameter + "' must be a whole number from " + min + " to " + max);
    }
}
