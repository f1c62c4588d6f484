package dev.sotto.orchestrator.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL, embedded or a given one, migrated and ready. Thread-safe; all blocking work runs on the worker pool. */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 4;
    private static final int PIPELINED = 64;
    private static final int WAITING = 10_000;
    private static final String LONGEST_STATEMENT = "15s";
    private static final int CONNECT_MILLIS = 2_000;
    /** Longer than a statement may take; a connection without an answer for so long leads nowhere (a cable was pulled). */
    private static final int SILENT_SECONDS = 20;
    /** What nobody uses is given back before it looks silent. */
    private static final int IDLE_SECONDS = 10;

    private final Vertx vertx;
    private final @Nullable EmbeddedServer server;
    private final Pool pool;
    private final DatabaseWatch watch;

    private Database(Vertx vertx, @Nullable EmbeddedServer server, Pool pool) {
        this.vertx = vertx;
        this.server = server;
        this.pool = pool;
        watch = new DatabaseWatch(
                (VertxInternal) vertx, this::ping, () -> server != null && server.revive(), System::nanoTime);
    }

    /** Starts or adopts the server, migrates it and opens the pool. Fails with a message for operators. */
    public static Future<Database> start(Vertx vertx, DatabaseSettings settings) {
        return vertx.executeBlocking(() -> prepare(settings), false).map(ready -> {
            Database database = new Database(vertx, ready.server(), pool(vertx, ready));
            database.watch.start();
            return database;
        });
    }

    /**
     * For a look at what is there, beside a gateway that runs or without one: nothing is migrated or written. A server that
     * runs is used and left running.
     */
    public static Future<Database> visit(Vertx vertx, DatabaseSettings settings) {
        return vertx.executeBlocking(() -> find(settings), false).map(ready -> {
            ready.address().addProperty("default_transaction_read_only", "on");
            return new Database(vertx, ready.server(), pool(vertx, ready));
        });
    }

    /** Four pipelined connections. */
    public Pool pool() {
        return pool;
    }

    /** Completes when the server answers: the health check. */
    public Future<Void> ping() {
        return pool.query("select 1").execute().mapEmpty();
    }

    /** Whether it answered when it was last looked at, about a second ago. Any thread. */
    public boolean isUp() {
        return watch.isUp();
    }

    /** Closes the pool, then stops the embedded server politely. */
    public Future<Void> close() {
        return pool.close()
                .eventually(() -> watch.close(() -> {
                    if (server != null) {
                        server.close();
                    }
                    return null;
                }));
    }

    private record Ready(@Nullable EmbeddedServer server, PgConnectOptions address) {}

    private static Ready prepare(DatabaseSettings settings) throws DatabaseException {
        if (settings.url() != null) {
            var address = address(settings.url());
            migrate(address);
            return new Ready(null, address);
        }
        var server = EmbeddedServer.start(settings.dataFolder().resolve("postgres"));
        try {
            migrate(server.address());
            return new Ready(server, server.address());
        } catch (DatabaseException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Ready find(DatabaseSettings settings) throws DatabaseException {
        if (settings.url() != null) {
            return new Ready(null, address(settings.url()));
        }
        Path folder = settings.dataFolder().resolve("postgres");
        Optional<PgConnectOptions> running = EmbeddedServer.running(folder);
        if (running.isPresent()) {
            return new Ready(null, running.get());
        }
        var server = EmbeddedServer.start(folder);
        return new Ready(server, server.address());
    }

    private static PgConnectOptions address(String url) throws DatabaseException {
        try {
            var address = PgConnectOptions.fromUri(url);
            if (address.getSslMode() != SslMode.DISABLE) {
                address.setSslOptions(new ClientSSLOptions()
                        .setTrustAll(address.getSslMode() == SslMode.REQUIRE || address.getSslMode() == SslMode.PREFER)
                        .setHostnameVerificationAlgorithm(address.getSslMode() == SslMode.VERIFY_FULL ? "HTTPS" : ""));
            }
            return address;
        } catch (RuntimeException e) {
            throw new DatabaseException("The database URL is not postgresql://user:password@host:port/database", e);
        }
    }

    private static void migrate(PgConnectOptions address) throws DatabaseException {
        String jdbc = "jdbc:postgresql://%s:%d/%s?sslmode=%s"
                .formatted(address.getHost(), address.getPort(), address.getDatabase(), address.getSslMode().value);
        try {
            var result = Flyway.configure()
                    .dataSource(jdbc, address.getUser(), address.getPassword())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            LOG.atInfo()
                    .addKeyValue("host", address.getHost())
                    .addKeyValue("port", address.getPort())
                    .addKeyValue("migrations", result.migrationsExecuted)
                    .log("Database ready");
        } catch (RuntimeException e) {
            throw new DatabaseException(
                    "The database at %s:%d cannot be migrated: %s"
                            .formatted(address.getHost(), address.getPort(), e.getMessage()),
                    e);
        }
    }

    private static Pool pool(Vertx vertx, Ready ready) {
        PgConnectOptions address = tuned(ready.address());
        EmbeddedServer server = ready.server();
        NetClientOptions network = new NetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setTcpKeepAlive(true)
                .setReadIdleTimeout(SILENT_SECONDS);
        return PgBuilder.pool()
                .using(vertx)
                // an embedded server that had to be started again may be elsewhere
                .connectingTo(() -> Future.succeededFuture(
                        server == null
                                ? address
                                : address.setPort(server.address().getPort())))
                .with(network)
                .with(new PoolOptions()
                        .setMaxSize(CONNECTIONS)
                        .setMaxWaitQueueSize(WAITING)
                        .setIdleTimeout(IDLE_SECONDS))
                .build();
    }

    private static PgConnectOptions tuned(PgConnectOptions address) {
        address.setPipeliningLimit(PIPELINED)
                .setCachePreparedStatements(true)
                .addProperty("statement_timeout", LONGEST_STATEMENT);
        return address;
    }
}
