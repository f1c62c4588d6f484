package dev.sotto.gateway.http;

import dev.sotto.gateway.chat.Visits;
import dev.sotto.gateway.desk.DeskConnections;
import dev.sotto.gateway.page.Assets;
import dev.sotto.gateway.web.RateLimit;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

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

    /** The first instance learns the port, the others share it. */
    private static Future<Integer> deployAll(Vertx vertx, HttpEdgeSettings settings, HttpShared shared, Common common) {
        var first = new HttpEdge(settings, shared, common, 0);
        return vertx.deployVerticle(first).compose(id -> {
            List<Future<String>> others = new ArrayList<>();
            for (int n = 1; n < settings.instances(); n++) {
                others.add(vertx.deployVerticle(new HttpEdge(settings.withPort(first.port()), shared, common, n)));
            }
            return Future.all(others).map(all -> first.port());
        });
    }
}
