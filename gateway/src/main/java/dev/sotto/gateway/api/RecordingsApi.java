package dev.sotto.gateway.api;

import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.call.Recordings;
import dev.sotto.gateway.web.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Calls that were recorded, for supervisors and integrators: the whole file or a part of it. */
public final class RecordingsApi {
    private static final Set<Role> WHO = Set.copyOf(EnumSet.of(Role.SUPERVISOR, Role.INTEGRATOR));
    /** No dots: an id names a file. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final Path folder;

    public RecordingsApi(Path folder) {
        this.folder = folder;
    }

    public void addTo(Routes routes) {
        routes.getFile("/v1/conversations/:id/recording", WHO, this::send);
    }

    private void send(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        if (id == null || !ID.matcher(id).matches()) {
            ctx.fail(Problem.notFound("No such id"));
            return;
        }
        String file = Recordings.file(folder, id).toString();
        ctx.vertx()
                .fileSystem()
                .props(file)
                .onSuccess(props -> send(ctx, file, props.size()))
                .onFailure(missing -> ctx.fail(Problem.notFound("This conversation was not recorded")));
    }

    private static void send(RoutingContext ctx, String file, long size) {
        String wanted = ctx.request().getHeader(HttpHeaderNames.RANGE);
        ByteRange range = ByteRange.parse(wanted, size);
        HttpServerResponse response = ctx.response();
        response.putHeader(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES)
                .putHeader(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .putHeader(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY);
        if (!range.satisfiable()) {
            response.putHeader(HttpHeaderNames.CONTENT_RANGE, "bytes */" + size)
                    .setStatusCode(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE.code())
                    .end();
            return;
        }
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, "audio/wav");
        if (range.partial()) {
            response.setStatusCode(HttpResponseStatus.PARTIAL_CONTENT.code())
                    .putHeader(HttpHeaderNames.CONTENT_RANGE, "bytes " + range.from() + "-" + range.to() + "/" + size);
        }
        response.sendFile(file, range.from(), range.length()).onFailure(ctx::fail);
    }
}
