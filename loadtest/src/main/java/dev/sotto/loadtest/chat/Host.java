package dev.sotto.loadtest.chat;

import dev.sotto.loadtest.server.ServerProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where the server under test runs. */
public interface Host {
    URI http();

    /** Its process, where that is on this machine and known. */
    OptionalLong pid();

    /** Whether it may be killed. */
    boolean ours();

    /** Kills it ({@code kill -9}) and starts it again on the same data; completes when it is ready. */
    Future<Void> killAndRestart();

    /** A server that somebody else runs. */
    static Host given(URI http, @Nullable Long pid) {
        return new Host() {
            @Override
            public URI http() {
                return http;
            }

            @Override
            public OptionalLong pid() {
                return pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
            }

            @Override
            public boolean ours() {
                return false;
            }

            @Override
            public Future<Void> killAndRestart() {
                return Future.failedFuture("the server isn't ours to be killed");
            }
        };
    }

    /** One of our own, already started. */
    static Own own(Vertx vertx, ServerProcess.Plan plan, ServerProcess process) {
        return new Own(vertx, plan, process);
    }

    /** A server of the run's own. */
    final class Own implements Host {
        private final Vertx vertx;
        private final ServerProcess.Plan plan;
        private volatile ServerProcess process;

        private Own(Vertx vertx, ServerProcess.Plan plan, ServerProcess process) {
            this.vertx = vertx;
            this.plan = plan;
            this.process = process;
        }

        @Override
        public URI http() {
            return process.http();
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.of(process.pid());
        }

        @Override
        public boolean ours() {
            return true;
        }

        /** On the port it had: visitors know no other. */
        @Override
        public Future<Void> killAndRestart() {
            ServerProcess.Plan same = plan.with("SOTTO_HTTP_PORT", Integer.toString(http().getPort()));
            return process.kill()
                    .compose(dead -> ServerProcess.start(vertx, same))
                    .onSuccess(started -> process = started)
                    .mapEmpty();
        }

        public Future<Void> stop() {
            return process.stop();
        }
    }
}
