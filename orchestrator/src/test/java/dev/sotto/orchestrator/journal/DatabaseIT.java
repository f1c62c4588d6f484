package dev.sotto.orchestrator.journal;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded server through starts, ends, crashes and rivals. Each test has a server of its own. */
class DatabaseIT {
    private Path folder;
    private Vertx vertx;

    @BeforeEach
    void create() throws Exception {
        folder = Files.createTempDirectory("sotto-database");
        vertx = Vertx.vertx();
    }

    @AfterEach
    void remove() throws Exception {
        await(vertx.close());
        SharedDatabase.deleteAll(folder);
    }

    @Test
    void whatWasWrittenIsThereAfterARestartOnTheSamePort() throws Exception {
        long began = System.nanoTime();
        var first = await(Database.start(vertx, new DatabaseSettings(folder, null)));
        report("cold start", began);
        var journal = new PgJournal(vertx, first.pool(), JournalMeters.NONE);
        await(journal.append(new JournalEntry("c", 1, java.time.Instant.EPOCH, "Fact", "{}")));
        String port = Files.readString(folder.resolve("postgres/port"));
        await(first.close());

        began = System.nanoTime();
        var second = await(Database.start(vertx, new DatabaseSettings(folder, null)));
        report("warm start", began);

        assertThat(await(new PgJournal(vertx, second.pool(), JournalMeters.NONE).read("c")))
                .hasSize(1);
        assertThat(Files.readString(folder.resolve("postgres/port"))).isEqualTo(port);
        await(second.close());
        assertThat(PostmasterFile.read(folder.resolve("postgres/data"))).isEmpty();
    }

    @Test
    void runsDurablyAndOnLoopbackOnly() throws Exception {
        SharedDatabase.linkPrograms(folder);
        var database = await(Database.start(vertx, new DatabaseSettings(folder, null)));

        for (var setting : java.util.Map.of(
                        "fsync",
                        "on",
                        "synchronous_commit",
                        "on",
                        "full_page_writes",
                        "on",
                        "listen_addresses",
                        "127.0.0.1")
                .entrySet()) {
            var rows = await(database.pool().query("show " + setting.getKey()).execute());
            assertThat(rows.iterator().next().getString(0)).as(setting.getKey()).isEqualTo(setting.getValue());
        }
        await(database.ping());
        await(database.close());
    }

    @Test
    void aSecondGatewayOnTheFolderIsRefusedWithItsReason() throws Exception {
        SharedDatabase.linkPrograms(folder);
        var first = await(Database.start(vertx, new DatabaseSettings(folder, null)));

        var second = Database.start(vertx, new DatabaseSettings(folder, null));

        assertThatThrownBy(() -> await(second))
                .hasRootCauseInstanceOf(DatabaseException.class)
                .hasMessageContaining("Another gateway")
                .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        await(first.ping());
        await(first.close());
    }

    @Test
    void aServerThatAKilledGatewayLeftIsAdopted() throws Exception {
        SharedDatabase.linkPrograms(folder);
        EmbeddedServer left = EmbeddedServer.start(folder.resolve("postgres"));
        int port = left.address().getPort();
        long pid = PostmasterFile.read(folder.resolve("postgres/data"))
                .orElseThrow()
                .pid();
        releaseLockAsTheKernelDoes(left);

        var database = await(Database.start(vertx, new DatabaseSettings(folder, null)));

        assertThat(Files.readString(folder.resolve("postgres/port"))).isEqualTo(Integer.toString(port));
        assertThat(PostmasterFile.read(folder.resolve("postgres/data"))
                        .orElseThrow()
                        .pid())
                .isEqualTo(pid);
        await(database.close());
    }

    @Test
    void aKilledServerWhosePortIsTakenRecoversOnAnother() throws Exception {
        SharedDatabase.linkPrograms(folder);
        EmbeddedServer killed = EmbeddedServer.start(folder.resolve("postgres"));
        int port = killed.address().getPort();
        var process = ProcessHandle.of(PostmasterFile.read(folder.resolve("postgres/data"))
                        .orElseThrow()
                        .pid())
                .orElseThrow();
        process.destroyForcibly();
        process.onExit().get(120, TimeUnit.SECONDS);
        releaseLockAsTheKernelDoes(killed);

        try (var rival = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var database = await(Database.start(vertx, new DatabaseSettings(folder, null)));

            assertThat(Files.readString(folder.resolve("postgres/port"))).isNotEqualTo(Integer.toString(port));
            await(database.ping());
            await(database.close());
            assertThat(rival.isBound()).isTrue();
        }
    }

    @Test
    void aServerThatIsKilledIsStartedAgainByTheGatewayThatUsesIt() throws Exception {
        SharedDatabase.linkPrograms(folder);
        var database = await(Database.start(vertx, new DatabaseSettings(folder, null)));
        var journal = new PgJournal(vertx, database.pool(), JournalMeters.NONE);
        await(journal.append(new JournalEntry("c", 1, java.time.Instant.EPOCH, "Fact", "{}")));
        long killed = PostmasterFile.read(folder.resolve("postgres/data"))
                .orElseThrow()
                .pid();
        ProcessHandle process = ProcessHandle.of(killed).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(60, TimeUnit.SECONDS);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (pidOfServer() == killed && System.nanoTime() - deadline < 0) {
            await(vertx.timer(50));
        }

        assertThat(pidOfServer()).isNotEqualTo(killed);
        await(journal.append(new JournalEntry("c", 2, java.time.Instant.EPOCH, "Fact", "{}")));
        assertThat(await(journal.read("c"))).hasSize(2);
        await(database.close());
    }

    @Test
    void aStalePidFileOfAnotherProgramDoesNotStopTheStart() throws Exception {
        SharedDatabase.linkPrograms(folder);
        EmbeddedServer.start(folder.resolve("postgres")).close();
        Path stale = folder.resolve("postgres/data/postmaster.pid");
        Files.writeString(stale, ProcessHandle.current().pid() + "\n/elsewhere\n1\n5432\n");

        var database = await(Database.start(vertx, new DatabaseSettings(folder, null)));

        await(database.ping());
        await(database.close());
    }

    @Test
    void rootBecomesNobodyWhereItMayNotHide() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "SKIPPED: only root changes users");
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        var hidden = EmbeddedServer.start(folder.resolve("postgres"), ServerUser.HIDDEN_ROOT);
        hidden.close();

        var nobody = EmbeddedServer.start(folder.resolve("postgres"), ServerUser.NOBODY);

        assertThat(Files.getAttribute(folder.resolve("postgres/data"), "unix:uid"))
                .isEqualTo(65534);
        nobody.close();
    }

    @Test
    void aUrlThatIsNoneIsRefusedWithoutRepeatingIt() {
        var started = Database.start(vertx, new DatabaseSettings(folder, "mysql://user:secret@host/db"));

        assertThatThrownBy(() -> await(started))
                .hasRootCauseInstanceOf(Exception.class)
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .hasMessageNotContaining("secret");
    }

    private long pidOfServer() throws Exception {
        return PostmasterFile.read(folder.resolve("postgres/data"))
                .map(PostmasterFile::pid)
                .orElse(0L);
    }

    private static void releaseLockAsTheKernelDoes(EmbeddedServer server) throws Exception {
        server.releaseLock();
    }

    private static void report(String what, long began) {
        System.out.printf("%s: %d ms%n", what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }
}
