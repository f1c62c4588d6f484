package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static dev.sotto.loadtest.House.awaitLong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.audit.Auditor;
import dev.sotto.loadtest.audit.Finding;
import dev.sotto.loadtest.audit.Told;
import dev.sotto.loadtest.audit.Traffic;
import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.server.ServerProcess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The gateway dies again and again at any moment, customers and people go on, and in the end everybody was told the truth.
 * {@code -Dsotto.kills=30} for a long run, {@code -Dsotto.seed=7} for another one.
 */
@ResourceLock("servers of its own")
@Execution(ExecutionMode.CONCURRENT) // beside the tests of the house
class KillLoopIT {
    private static final int KILLS = Integer.getInteger("sotto.kills", 3);
    private static final long SEED = Long.getLong("sotto.seed", 1);
    private static final int CHATS = 6;
    private static final int SHORTEST_LIFE_MILLIS = 400;
    private static final int LONGEST_LIFE_MILLIS = 4_000;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<URI> address = new AtomicReference<>();

    @TempDir(cleanup = CleanupMode.NEVER)
    Path data;

    @TempDir
    Path tasks;

    private ServerProcess gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            await(gateway.stop());
        }
        await(vertx.close());
    }

    @Test
    void whateverTheMomentNobodyWasToldWhatTheJournalDoesNotBear() throws IOException {
        // the same address after each start: the shop asks there for the keys that approvals are signed with
        address.set(URI.create("http://127.0.0.1:" + freePort()));
        OtherShop shop = OtherShop.open(vertx, tasks, address.get());
        Auditor.Shop books = Auditor.Shop.of(ServerClient.of(vertx, shop.http), OtherShop.ORDERS);
        Auditor auditor = new Auditor(books);
        Told told = new Told();
        Random random = new Random(SEED);
        start();
        Traffic traffic = new Traffic(vertx, address::get, told, SEED);
        await(traffic.start(CHATS, List.of("ada", "ben"), House.PASSWORD, Duration.ofMillis(2_500)));

        for (int kill = 1; kill <= KILLS; kill++) {
            int life = SHORTEST_LIFE_MILLIS + random.nextInt(LONGEST_LIFE_MILLIS - SHORTEST_LIFE_MILLIS);
            await(vertx.timer(life));
            await(gateway.kill());
            start();
        }
        await(vertx.timer(LONGEST_LIFE_MILLIS));
        awaitLong(traffic.end(House.PATIENCE));
        ServerClient integrator = ServerClient.of(vertx, address.get()).as(gateway.apiKey());
        List<Finding> findings =
                House.eventually(() -> await(auditor.audit(integrator, told)), List::isEmpty, Duration.ofSeconds(30));

        told.save(Path.of("target", "told.jsonl"));
        Map<String, List<BigDecimal>> refunds = await(books.refunds());
        System.out.printf(
                "%d kills, seed %d: %d facts told, %d customers served, refunds %s, %d findings%n",
                KILLS, SEED, told.size(), traffic.served(), refunds, findings.size());
        assertThat(findings).isEmpty();
        assertThat(told.size()).as("something happened").isGreaterThan(20 * KILLS);
        assertThat(refunds.values()).as("money moved").anyMatch(booked -> !booked.isEmpty());
    }

    private void start() {
        String port = Integer.toString(address.get().getPort());
        gateway = awaitLong(ServerProcess.start(
                vertx, House.plan(data).with("SOTTO_TASKS", tasks.toString()).with("SOTTO_HTTP_PORT", port)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
