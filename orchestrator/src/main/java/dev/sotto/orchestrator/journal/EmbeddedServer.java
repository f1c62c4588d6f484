package dev.sotto.orchestrator.journal;

import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own in a folder: its programs, {@code data}, {@code port}, {@code password} and the
 * lock. It outlives a killed gateway, and the next one adopts it. Blocks: worker threads only.
 */
final class EmbeddedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String USER = "sotto";
    private static final int PASSWORD_BYTES = 24;
    private static final int LAUNCHES = 5;

    private final Path folder;
    private final Path data;
    private final DataFolderLock lock;
    private final ServerUser user;
    private final ServerPrograms programs;
    private final String password;
    private volatile int port;

    private EmbeddedServer(Path folder, DataFolderLock lock, ServerUser user, ServerPrograms programs)
            throws IOException {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.lock = lock;
        this.user = user;
        this.programs = programs;
        this.password = password(folder.resolve("password"));
    }

    static EmbeddedServer start(Path folder) throws DatabaseException {
        return start(folder, ServerUser.choose());
    }

    static EmbeddedServer start(Path folder, ServerUser user) throws DatabaseException {
        Path place = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(place);
            var lock = DataFolderLock.take(place);
            try {
                Path home = ServerBinaries.unpackInto(place);
                var server = new EmbeddedServer(place, lock, user, new ServerPrograms(home, place, user));
                server.start();
                return server;
            } catch (IOException | DatabaseException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new DatabaseException("The embedded PostgreSQL cannot start in " + place + ": " + e, e);
        }
    }

    /** The address of the server that runs in a folder. Fails when there never was one: a look makes none. */
    static Optional<PgConnectOptions> running(Path folder) throws DatabaseException {
        if (!Files.exists(folder.resolve("data"))) {
            throw new DatabaseException("There is no database in " + folder.toAbsolutePath());
        }
        try {
            var running = PostmasterFile.read(folder.resolve("data"));
            return running.isEmpty()
                            || !running.get().isAlive()
                            || running.get().isStopping()
                    ? Optional.empty()
                    : Optional.of(address(running.get().port(), password(folder.resolve("password"))));
        } catch (IOException e) {
            throw new DatabaseException("The database in " + folder.toAbsolutePath() + " can't be found: " + e, e);
        }
    }

    PgConnectOptions address() {
        return address(port, password);
    }

    private static PgConnectOptions address(int port, String password) {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setUser(USER)
                .setPassword(password)
                .setDatabase("postgres");
    }

    /** Stops the server, ending its connections but no transaction half-way, and frees the folder. */
    @Override
    public void close() throws DatabaseException {
        try (lock) {
            programs.run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w");
        } catch (IOException e) {
            throw new DatabaseException("The embedded PostgreSQL does not stop: " + e, e);
        }
    }

    /** What the kernel does when the process dies. */
    void releaseLock() throws IOException {
        lock.close();
    }

    private void start() throws IOException, DatabaseException {
        if (!Files.exists(data)) {
            initialise();
        }
        var running = PostmasterFile.read(data);
        if (running.isPresent()) {
            if (running.get().isAlive() && !running.get().isStopping()) {
                adopt(running.get());
                return;
            }
            if (running.get().isAlive()) {
                programs.run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w");
            }
            LOG.atWarn()
                    .addKeyValue("pid", running.get().pid())
                    .log("PostgreSQL had not ended cleanly: it recovers now");
            if (running.get().isSomebodyElses()) {
                // else it stays: from it the new server sees whether processes of the old one still use the data
                Files.deleteIfExists(running.get().file());
            }
        }
        launch(LAUNCHES);
    }

    /** Starts it again when its process has died; true when it had. */
    boolean revive() throws DatabaseException {
        try {
            var running = PostmasterFile.read(data);
            if (running.isPresent() && running.get().isAlive()) {
                return false;
            }
            start();
            return true;
        } catch (IOException e) {
            throw new DatabaseException("The embedded PostgreSQL cannot be started again in " + folder + ": " + e, e);
        }
    }

    /** The last processes of a server that was killed may take a moment to notice, and nothing starts beside them. */
    private void launch(int tries) throws IOException, DatabaseException {
        try {
            launch();
        } catch (DatabaseException e) {
            if (tries <= 1) {
                throw e;
            }
            launch(tries - 1);
        }
    }

    /** In a folder aside, moved into place when whole, so that a half-made one is never taken for data. */
    private void initialise() throws IOException, DatabaseException {
        Path fresh = folder.resolve("data.new");
        delete(fresh);
        Files.createDirectory(fresh);
        Path passwordFile = Files.writeString(fresh.resolveSibling("password.new"), password);
        user.own(fresh);
        user.own(passwordFile);
        String target = fresh.toString();
        programs.run(
                "initdb",
                "--pgdata=" + target,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions");
        programs.run("initdb", "--pgdata=" + target, "--sync-only");
        Files.delete(passwordFile);
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void adopt(PostmasterFile running) throws IOException {
        port = running.port() > 0 ? running.port() : rememberedPort();
        LOG.atInfo()
                .addKeyValue("pid", running.pid())
                .addKeyValue("port", port)
                .log("Adopted the PostgreSQL that an earlier gateway left running");
    }

    private void launch() throws IOException, DatabaseException {
        user.own(data);
        port = freePort();
        String options = "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=40"
                .formatted(port);
        String log = data.resolve("server.log").toString();
        try {
            programs.run("pg_ctl", "start", "-D", data.toString(), "-l", log, "-w", "-t", "60", "-o", options);
        } catch (DatabaseException e) {
            throw new DatabaseException(e.getMessage() + "; the server's own words are in " + log, e);
        }
        Files.writeString(folder.resolve("port"), Integer.toString(port));
    }

    private int rememberedPort() throws IOException {
        Path file = folder.resolve("port");
        return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    }

    /** The port of last time unless somebody else has it now. */
    private int freePort() throws IOException {
        int remembered = rememberedPort();
        if (remembered > 0) {
            try (var probe = new ServerSocket(remembered, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                LOG.atWarn()
                        .addKeyValue("port", remembered)
                        .log("PostgreSQL's port is taken by another program, using another one");
            }
        }
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
