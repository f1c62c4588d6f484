package dev.sotto.gateway.http;

import dev.sotto.gateway.chat.Visits;
import dev.sotto.gateway.desk.DeskConnections;
import dev.sotto.gateway.page.Assets;
import dev.sotto.gateway.web.RateLimit;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Deploys the HTTP edge's instances on one port. */
public final class HttpEdges {
    private static final int MAX_RECOVERED = 20_000;

    /** State that the instances share; any thread. */
    record Common(Visits visits, DeskConnections desks, Assets assets, RateLimit limit) {}

    private HttpEdges() {}

    /**
     * Completes with the port that is really bound, when every instance listens. Live chats of the journal are known by
     * then: their visitors have the settings' grace to come back.
     */
    public static Future<Integer> deploy(Vertx vertx, HttpEdgeSettings settings, HttpShared shared) {
        var common = new Common(
                new Visits(settings.chat(), shared.clock()),
                new DeskConnections(),
                new Assets(),
                new RateLimit(settings.rate(), shared.clock()));
        Gauge.builder("sotto.chat.visits", common.visits(), Visits::size)
                .description("Chats known to this node's edge")
                .register(shared.meters());
        return shared.journal()
                .list("live", MAX_RECOVERED)
                .onSuccess(rows -> common.visits()
                        .recover(rows.stream()
                                .filter(row ->
                                        row.node().equals(shared.addresses().node()))
                                .toList()))
                .compose(recovered -> deployAll(vertx, settings, shared, common));
    }

    /** Instances of one deployment share a port, also one that the system chooses (which is what a negative one asks for). */
    private static Future<Integer> deployAll(Vertx vertx, HttpEdgeSettings settings, HttpShared shared, Common common) {
        List<HttpEdge> edges = IntStream.range(0, settings.instances())
                .mapToObj(n -> new HttpEdge(settings, shared, common, n))
                .toList();
        Iterator<HttpEdge> next = edges.iterator();
        return vertx.deployVerticle(next::next, new DeploymentOptions().setInstances(edges.size()))
                .map(id -> edges.get(0).port());
    }
}
