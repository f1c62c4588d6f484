package dev.sotto.gateway.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sotto.config.Settings;
import dev.sotto.orchestrator.journal.Database;
import dev.sotto.orchestrator.journal.DatabaseSettings;
import dev.sotto.orchestrator.journal.JournalMeters;
import dev.sotto.orchestrator.journal.JsonText;
import dev.sotto.orchestrator.journal.PgJournal;
import dev.sotto.orchestrator.replay.ReplayReport;
import dev.sotto.orchestrator.replay.Replays;
import dev.sotto.orchestrator.task.Playbook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Reads a journal, plays it again, prints the report. */
public final class ReplayCommand {
    private static final int USAGE = 2;

    private final Settings settings;
    private final Tasks tasks;
    private final PrintStream out;

    /** Loads task files: from a folder, or the gateway's own when that is empty. */
    public interface Tasks {
        Playbook load(String folder) throws Exception;
    }

    public ReplayCommand(Settings settings, Tasks tasks, PrintStream out) {
        this.settings = settings;
        this.tasks = tasks;
        this.out = out;
    }

    /** Completes with the status to exit with: 0 when it was played, 1 when it can't be, 2 when the arguments are wrong. */
    public Future<Integer> run(Vertx vertx, String... arguments) {
        ReplayOptions options = new ReplayOptions();
        CommandLine line = new CommandLine(options);
        try {
            CommandLine.ParseResult parsed = line.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return Future.succeededFuture(0);
            }
            if (options.journal == null && options.conversation.isEmpty()) {
                throw new CommandLine.ParameterException(line, "Which conversation? Give its id, or --journal FILE.");
            }
            options.plan();
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            out.println(e.getMessage());
            line.usage(out);
            return Future.succeededFuture(USAGE);
        }
        return source(vertx, options)
                .compose(source -> vertx.executeBlocking(() -> play(source, options), false))
                .map(text -> {
                    out.print(text);
                    return 0;
                })
                .otherwise(cause -> {
                    out.println("replay failed: " + cause);
                    return 1;
                });
    }

    private Future<Source> source(Vertx vertx, ReplayOptions options) {
        Path file = options.journal;
        if (file != null) {
            return vertx.executeBlocking((Callable<Source>) () -> JournalFile.read(file), false);
        }
        String url =
                settings.databaseUrl().isEmpty() ? null : settings.databaseUrl().value();
        return Database.visit(vertx, new DatabaseSettings(settings.data(), url))
                .compose(database -> read(vertx, database, options.conversation).eventually(database::close));
    }

    private static Future<Source> read(Vertx vertx, Database database, String conversation) {
        PgJournal journal = new PgJournal(vertx, database.pool(), JournalMeters.NONE);
        return journal.read(conversation)
                .compose(entries -> entries.isEmpty()
                        ? Future.failedFuture("there is no conversation " + conversation)
                        : journal.said(conversation).map(said -> new Source(entries, said)));
    }

    private String play(Source source, ReplayOptions options) throws Exception {
        Playbook then = tasks.load("");
        Playbook now = options.tasks == null ? then : tasks.load(options.tasks.toString());
        ReplayReport report = Replays.run(source.entries(), source.said(), then, now, options.plan());
        if (options.json) {
            return json(report) + System.lineSeparator();
        }
        return options.compare ? report.figures() : report.text();
    }

    private static String json(ReplayReport report) throws JsonProcessingException {
        return JsonText.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.values());
    }
}
