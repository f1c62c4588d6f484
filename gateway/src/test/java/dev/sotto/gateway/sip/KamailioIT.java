package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.config.Secret;
import dev.sotto.config.TrunkSettings;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.trunk.Gatekeeper;
import dev.sotto.gateway.sip.trunk.Registrations;
import dev.sotto.gateway.sip.trunk.SomeTrunks;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.TrunkBoard;
import dev.sotto.gateway.sip.trunk.TrunkLoad;
import dev.sotto.gateway.sip.trunk.TrunkMeters;
import dev.sotto.gateway.sip.trunk.TrunkState.Registered;
import dev.sotto.gateway.sip.trunk.Trunks;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An outside registrar: Debian's Kamailio, which asks for a password and then calls us where we registered. */
class KamailioIT {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final RecordingCalls calls = new RecordingCalls(call -> call.answer(Caller.SDP));
    private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    private final SipEndpoint endpoint =
            new SipEndpoint(context.nettyEventLoop(), SipSettings.DEFAULT, calls, SipMeters.NONE);

    @BeforeAll
    static void needsKamailio() {
        boolean there = Kamailio.program().isPresent();
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("kamailio is not installed: apt-get install kamailio");
        }
        if (!there) {
            System.err.println("SKIPPED: KamailioIT needs kamailio (Debian package kamailio)");
        }
        assumeTrue(there, "kamailio is not installed");
    }

    @AfterEach
    void close() throws Exception {
        await(endpoint.close());
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256"})
    void registersIsCalledRefreshesAndGoes(String algorithm) throws Exception {
        try (Kamailio kamailio = Kamailio.start(folder, algorithm, SomeTrunks.PASSWORD)) {
            TrunkBoard board = board(kamailio, SomeTrunks.PASSWORD);
            Trunk trunk = board.trunks().list().get(0);
            Registrations registrations = register(kamailio, board);
            awaitState(kamailio, board, Registered.REGISTERED);
            Instant expires = board.of(trunk).expires();

            try (SipPhone phone = new SipPhone(kamailio.address, "through-" + algorithm)) {
                phone.caller().target("sip:sotto@127.0.0.1:" + kamailio.address.getPort());
                assertThat(phone.call(Caller.SDP)).isEqualTo(Caller.SDP);
                assertThat(calls.last().trunk()).isSameAs(trunk);
                phone.hangUp();
            }
            assertThat(calls.next()).startsWith("acknowledged");
            assertThat(calls.next()).startsWith("hung up");

            until(kamailio, () -> !expires.equals(board.of(trunk).expires()));
            assertThat(board.of(trunk).registration()).as("refreshed").isEqualTo(Registered.REGISTERED);

            await(onLoop(registrations::stop));
            try (SipPhone phone = new SipPhone(kamailio.address, "gone-" + algorithm)) {
                phone.caller().target("sip:sotto@127.0.0.1:" + kamailio.address.getPort());
                phone.say(phone.caller().invite());
                phone.hear(404);
            }
        }
    }

    @Test
    void wrongPasswordIsAReasonAndNoLoop() throws Exception {
        try (Kamailio kamailio = Kamailio.start(folder, "SHA-256", SomeTrunks.PASSWORD)) {
            TrunkBoard board = board(kamailio, "battery staple");
            Registrations registrations = register(kamailio, board);
            awaitState(kamailio, board, Registered.FAILED);
            assertThat(board.of(board.trunks().list().get(0)).reason()).startsWith("401");
            await(onLoop(registrations::stop));
        }
    }

    /** The registrar keeps us longer than we ask for, which its answer says. */
    private static TrunkBoard board(Kamailio kamailio, String password) {
        String server = "127.0.0.1:" + kamailio.address.getPort();
        TrunkSettings.Registration account = new TrunkSettings.Registration(
                server,
                "udp",
                "",
                "sotto",
                "sotto",
                new Secret(password),
                Duration.ofSeconds(2),
                "sotto",
                Duration.ofSeconds(1));
        Trunk trunk = SomeTrunks.named("kamailio").account(account).trunk();
        return new TrunkBoard(new Trunks(List.of(trunk)), new TrunkLoad(TrunkMeters.NONE), InstantSource.system());
    }

    /** Kamailio takes a moment to listen; until then the first REGISTER is lost and sent again. */
    private Registrations register(Kamailio kamailio, TrunkBoard board) throws Exception {
        var rules = new Gatekeeper.Rules(false, "sotto", 20);
        endpoint.gate(new Gatekeeper(board, rules, TrunkMeters.NONE, new Random()));
        await(endpoint.bind("127.0.0.1", 0));
        return await(onLoop(() -> {
            Registrations registrations = new Registrations(
                    board.trunks(),
                    endpoint.line(),
                    uri -> Future.succeededFuture(List.of(Hop.udp(kamailio.address))),
                    board,
                    TrunkMeters.NONE);
            registrations.start();
            return Future.succeededFuture(registrations);
        }));
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> action) {
        Promise<T> done = Promise.promise();
        context.runOnContext(go -> action.get().onComplete(done));
        return done.future();
    }

    private static void awaitState(Kamailio kamailio, TrunkBoard board, Registered state) throws Exception {
        until(kamailio, () -> board.of(board.trunks().list().get(0)).registration() == state);
    }

    private static void until(Kamailio kamailio, BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(kamailio.lives() && System.nanoTime() < deadline)
                    .as(kamailio.log())
                    .isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
