package dev.sotto.orchestrator.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One embedded PostgreSQL for all tests of a run, emptied before each; gives tests its {@link Vertx} and {@link Pool}. */
public final class SharedDatabase implements BeforeEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedDatabase.class);

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        await(running(context)
                .database
                .pool()
                .query("truncate conversation, journal, said, guidance, guidance_audit, approval_token, agent_presence,"
                        + " memory_answer, proposed_rule, proposed_rule_change")
                .execute());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Vertx.class || type == Pool.class || type == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = running(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == Vertx.class) {
            return running.vertx;
        }
        return type == Pool.class ? running.database.pool() : running.database;
    }

    /** The value of a future, or its failure; the limit is for what hangs, not for what is slow. */
    public static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    /** Lets a data folder use programs that were unpacked once for all tests: the costliest part of a cold start. */
    static void linkPrograms(Path dataFolder) throws Exception {
        Path shared = Files.createDirectories(Path.of("target", "postgres").toAbsolutePath());
        Path programs = ServerBinaries.unpackInto(shared);
        Path folder = Files.createDirectories(dataFolder.resolve("postgres"));
        Files.createSymbolicLink(folder.resolve(programs.getFileName()), programs);
    }

    public static void deleteAll(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, ignored -> Running.start(), Running.class);
    }

    private record Running(Vertx vertx, Database database, Path folder) implements AutoCloseable {
        static Running start() {
            try {
                var vertx = Vertx.vertx();
                var folder = Files.createTempDirectory("sotto-test");
                linkPrograms(folder);
                return new Running(vertx, await(Database.start(vertx, new DatabaseSettings(folder, null))), folder);
            } catch (Exception e) {
                throw new IllegalStateException("no database for the tests", e);
            }
        }

        @Override
        public void close() throws Exception {
            await(database.close());
            await(vertx.close());
            deleteAll(folder);
        }
    }
}
