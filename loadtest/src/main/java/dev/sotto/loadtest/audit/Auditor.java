package dev.sotto.loadtest.audit;

import dev.sotto.loadtest.desk.ServerClient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what can be seen from outside and has it checked. Any thread. */
public final class Auditor {
    private static final int MOST = 1_000;

    private final Shop shop;
    private final Map<String, List<BigDecimal>> before = new HashMap<>();

    /** @param shop whose books are looked into */
    public Auditor(Shop shop) {
        this.shop = shop;
    }

    /** For a look in the middle of a run, while money moves: nobody's books. */
    public static Auditor ofWords() {
        return new Auditor(() -> Future.succeededFuture(Map.of()));
    }

    /** Notes what the shop has paid back so far: it is not looked into. */
    public Future<Void> begin() {
        return shop.refunds().onSuccess(before::putAll).mapEmpty();
    }

    /** @param server with an integrator's key */
    public Future<List<Finding>> audit(ServerClient server, Told told) {
        return conversations(server, told)
                .compose(ids -> journals(server, List.copyOf(ids), new LinkedHashMap<>()))
                .compose(journals -> guidance(server)
                        .compose(guidance -> missing(server, told, guidance))
                        .compose(guidance -> shop.refunds()
                                .map(booked -> Checks.of(told, new Evidence(journals, guidance, since(booked))))));
    }

    private Future<Set<String>> conversations(ServerClient server, Told told) {
        Set<String> ids = new LinkedHashSet<>();
        told.of(Told.Acknowledged.class).forEach(acked -> ids.add(acked.conversation()));
        told.of(Told.Shown.class).forEach(shown -> ids.add(shown.conversation()));
        told.of(Told.Heard.class).forEach(heard -> ids.add(heard.conversation()));
        return listed(server, "live", ids).compose(done -> listed(server, "ended", ids));
    }

    private static Future<Set<String>> listed(ServerClient server, String state, Set<String> ids) {
        return json(server, "/v1/conversations?state=" + state + "&limit=" + MOST)
                .map(list -> {
                    JournalRecord.objects(list.getJsonArray("conversations"))
                            .forEach(conversation -> ids.add(conversation.getString("id")));
                    return ids;
                });
    }

    /** One after the other: an audit is no load test. */
    private static Future<Map<String, JournalRecord>> journals(
            ServerClient server, List<String> ids, Map<String, JournalRecord> journals) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(journals);
        }
        String id = ids.get(0);
        return server.get("/v1/conversations/" + id + "/journal").compose(reply -> {
            if (reply.status() == 200) {
                journals.put(id, JournalRecord.of(id, reply.body()));
            } else if (reply.status() != 404) {
                return Future.failedFuture("the journal of " + id + " answered " + reply.status());
            }
            return journals(server, ids.subList(1, ids.size()), journals);
        });
    }

    private static Future<Map<String, JsonObject>> guidance(ServerClient server) {
        return json(server, "/v1/guidance?state=all&limit=" + MOST).map(list -> {
            Map<String, JsonObject> guidance = new HashMap<>();
            JournalRecord.objects(list.getJsonArray("guidance"))
                    .forEach(request -> guidance.put(request.getString("id"), request));
            return guidance;
        });
    }

    /** Requests beyond the end of the list. */
    private static Future<Map<String, JsonObject>> missing(
            ServerClient server, Told told, Map<String, JsonObject> guidance) {
        Future<Void> all = Future.succeededFuture();
        List<String> wanted = told.of(Told.Answered.class).stream()
                .map(Told.Answered::guidance)
                .distinct()
                .filter(id -> !guidance.containsKey(id))
                .toList();
        for (String id : wanted) {
            all = all.compose(done -> server.get("/v1/guidance/" + id).map(reply -> {
                if (reply.status() == 200) {
                    guidance.put(id, reply.body());
                }
                return null;
            }));
        }
        return all.map(guidance);
    }

    private Map<String, List<BigDecimal>> since(Map<String, List<BigDecimal>> booked) {
        Map<String, List<BigDecimal>> since = new HashMap<>();
        booked.forEach((order, refunds) -> {
            List<BigDecimal> rest = new ArrayList<>(refunds);
            before.getOrDefault(order, List.of()).forEach(rest::remove);
            since.put(order, rest);
        });
        return since;
    }

    private static Future<JsonObject> json(ServerClient server, String path) {
        return server.get(path)
                .compose(reply -> reply.status() == 200
                        ? Future.succeededFuture(reply.body())
                        : Future.failedFuture(path + " answered " + reply.status()));
    }

    /** A shop's books: what was paid back, by order. */
    public interface Shop {
        Future<Map<String, List<BigDecimal>>> refunds();

        /** The demo shop's orders over HTTP. */
        static Shop of(ServerClient shop, List<String> orders) {
            return () -> {
                Map<String, List<BigDecimal>> refunds = new HashMap<>();
                Future<Void> all = Future.succeededFuture();
                for (String order : orders) {
                    all = all.compose(done -> json(shop, "/shop/orders/" + order)
                            .map(found -> {
                                refunds.put(
                                        order,
                                        found.getJsonArray("refunds", new JsonArray()).stream()
                                                .map(JournalRecord::amount)
                                                .toList());
                                return null;
                            }));
                }
                return all.map(refunds);
            };
        }
    }
}
