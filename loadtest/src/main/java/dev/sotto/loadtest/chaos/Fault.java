package dev.sotto.loadtest.chaos;

import dev.sotto.loadtest.chaos.FaultyLink.Trouble;
import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** One way in which things break, and how it ends. */
public enum Fault {
    GATEWAY_KILLED("the gateway is killed and started again", Theatre::killGateway, Theatre::startGateway),
    DATABASE_KILLED("PostgreSQL's postmaster is killed; whoever keeps it starts it again", now(Fault::killPostmaster)),
    DATABASE_PROCESS_KILLED("a process of PostgreSQL is killed; it resets all connections", now(Fault::killBackend)),
    DATABASE_CUT("connections to PostgreSQL are reset", be(new Trouble.Cut())),
    DATABASE_SLOW("PostgreSQL is 2 s away, each way", be(new Trouble.Delay(2_000))),
    DATABASE_THROTTLED("20 kB/s to and from PostgreSQL", be(new Trouble.Throttle(20_000))),
    DATABASE_SILENT("connections to PostgreSQL stay open and nothing arrives", be(new Trouble.Silent())),
    MODEL_CUT("connections to the model are reset", now(it -> it.modelLink.be(new Trouble.Cut())), mended()),
    MODEL_SLOW("the model is 2 s away", now(it -> it.modelLink.be(new Trouble.Delay(2_000))), mended()),
    MODEL_HANGING("the model takes requests and never answers", now(it -> it.model.be(Health.HANGING)), mended()),
    MODEL_GARBLED("the model answers rubbish", now(it -> it.model.be(Health.GARBLED)), mended()),
    MODEL_FAILING("the model answers 503", now(it -> it.model.be(Health.FAILING)), mended()),
    RECOGNISER_CUT("the recogniser is gone", now(it -> it.recogniserLink.be(new Trouble.Cut())), mended()),
    RECOGNISER_SLOW("the recogniser is 2 s away", now(it -> it.recogniserLink.be(new Trouble.Delay(2_000))), mended()),
    RECOGNISER_HANGING(
            "the recogniser listens and says nothing", now(it -> it.recogniser.be(Health.HANGING)), mended()),
    RECOGNISER_GARBLED("the recogniser answers rubbish", now(it -> it.recogniser.be(Health.GARBLED)), mended());

    /** For people. */
    final String what;

    private final Function<Theatre, Future<Void>> begins;
    private final Function<Theatre, Future<Void>> ends;

    Fault(String what, Function<Theatre, Future<Void>> begins) {
        this(what, begins, mended());
    }

    Fault(String what, Function<Theatre, Future<Void>> begins, Function<Theatre, Future<Void>> ends) {
        this.what = what;
        this.begins = begins;
        this.ends = ends;
    }

    Future<Void> begin(Theatre theatre) {
        return begins.apply(theatre);
    }

    Future<Void> end(Theatre theatre) {
        return ends.apply(theatre);
    }

    private static Function<Theatre, Future<Void>> now(Consumer<Theatre> act) {
        return theatre -> {
            act.accept(theatre);
            return Future.succeededFuture();
        };
    }

    /** Of the network to the database. */
    private static Function<Theatre, Future<Void>> be(Trouble trouble) {
        return now(theatre -> theatre.database.be(trouble));
    }

    private static Function<Theatre, Future<Void>> mended() {
        return now(theatre -> {
            theatre.database.mend();
            theatre.modelLink.mend();
            theatre.recogniserLink.mend();
            theatre.model.be(Health.WELL);
            theatre.recogniser.be(Health.WELL);
        });
    }

    private static void killPostmaster(Theatre theatre) {
        theatre.postmaster().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Any of them: that of a connection, or one that writes. */
    private static void killBackend(Theatre theatre) {
        theatre.postmaster()
                .flatMap(postmaster -> postmaster.children().reduce((one, later) -> later))
                .ifPresent(ProcessHandle::destroyForcibly);
    }
}
