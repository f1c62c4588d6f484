package dev.sotto.loadtest;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Circumstances;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What an experiment stands on. Opened, used and closed by a command on the main thread, the only one that waits. */
final class Bench implements AutoCloseable {
    final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    final ServerClient server;
    final Telephone telephone;

    private final ServerOptions options;
    private final Voice voice;
    private final Circumstances circumstances = Circumstances.now(Main.commandLine());

    Bench(ServerOptions options, List<Script> scripts) throws Exception {
        this.options = options;
        voice = new Voice();
        scripts.forEach(voice::learn);
        server = ServerClient.of(vertx, options.http);
        InetSocketAddress sip = options.sipAddress();
        telephone = await(Telephone.open(vertx, voice, sip, options.localAddress()));
    }

    /** Waits for the report, prints it, and writes its two files. */
    void tell(Future<Report> running) throws Exception {
        options.reports.write(await(running), circumstances);
    }

    static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() throws Exception {
        await(telephone.close().eventually(vertx::close));
        voice.close();
    }
}
