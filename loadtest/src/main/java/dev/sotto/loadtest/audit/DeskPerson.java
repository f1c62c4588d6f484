package dev.sotto.loadtest.audit;

import dev.sotto.loadtest.desk.ServerClient;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A person who answers whatever is open after a random while, though others may be faster, and says it again when the line
 * broke. Notes what became of each answer. One verticle each; seeded.
 */
final class DeskPerson extends VerticleBase {
    private static final long LOOK_MILLIS = 200;
    private static final int TRIES = 40;
    private static final int CAPACITY = 20;

    // written once
    private final Supplier<URI> server;
    private final String name;
    private final String password;
    private final Told told;
    private final Random random;
    private final int slowest;

    // verticle's context only
    private final Set<String> taken = new HashSet<>();
    private final Map<URI, ServerClient> clients = new HashMap<>();
    private @Nullable ServerClient signedIn;
    private boolean looking;

    /** @param slowest the longest that they think, in milliseconds */
    DeskPerson(Supplier<URI> server, String name, String password, int slowest, Told told, long seed) {
        this.server = server;
        this.name = name;
        this.password = password;
        this.slowest = slowest;
        this.told = told;
        this.random = new Random(seed);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, fired -> look());
        return Future.succeededFuture();
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        client().compose(client -> client.get("/v1/guidance?state=open")
                        .compose(reply -> reply.status() == 200
                                ? Future.succeededFuture(reply.body())
                                : Future.<JsonObject>failedFuture("signed out")))
                .onSuccess(open -> JournalRecord.objects(open.getJsonArray("guidance")).stream()
                        .filter(card -> taken.add(card.getString("id")))
                        .forEach(this::think))
                .onFailure(gone -> signedIn = null)
                .onComplete(done -> looking = false);
    }

    private Future<ServerClient> client() {
        URI now = server.get();
        if (signedIn != null && signedIn.base().equals(now)) {
            return Future.succeededFuture(signedIn);
        }
        return clients.computeIfAbsent(now, base -> ServerClient.of(vertx, base))
                .signIn(name, password)
                .compose(client -> client.presence("available", CAPACITY).map(client))
                .onSuccess(client -> signedIn = client);
    }

    private void think(JsonObject card) {
        JsonObject answer = answer(card);
        vertx.setTimer(50 + random.nextInt(slowest), thought -> send(card.getString("id"), answer, TRIES));
    }

    private JsonObject answer(JsonObject card) {
        int chance = random.nextInt(10);
        return switch (card.getString("kind", "")) {
            case "approval" ->
                chance < 7
                        ? new JsonObject().put("answer", "approve")
                        : new JsonObject().put("answer", "decline").put("text", "it is too late for that");
            case "clarification" -> new JsonObject().put("answer", "choose").put("choice", 1);
            default ->
                chance < 8
                        ? new JsonObject().put("answer", "instruct").put("text", "tell them that we write today")
                        : new JsonObject().put("answer", "decline").put("text", "we don't do that");
        };
    }

    private void send(String guidance, JsonObject answer, int triesLeft) {
        client().compose(client -> client.answer(guidance, answer))
                .onSuccess(reply -> {
                    String outcome = reply.body().getString("outcome", "");
                    if (outcome.isEmpty() || outcome.equals("unavailable")) {
                        signedIn = null;
                        retry(guidance, answer, triesLeft);
                    } else {
                        note(guidance, answer, outcome);
                    }
                })
                .onFailure(broken -> {
                    signedIn = null;
                    note(guidance, answer, "no reply");
                    retry(guidance, answer, triesLeft);
                });
    }

    private void retry(String guidance, JsonObject answer, int triesLeft) {
        if (triesLeft > 1) {
            vertx.setTimer(LOOK_MILLIS * 2, again -> send(guidance, answer, triesLeft - 1));
        }
    }

    private void note(String guidance, JsonObject answer, String outcome) {
        told.note(new Told.Answered(guidance, name, answer.getString("answer"), outcome));
    }
}
