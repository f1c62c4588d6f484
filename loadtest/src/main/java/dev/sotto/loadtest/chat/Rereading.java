package dev.sotto.loadtest.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * Everybody who has spoken comes back and asks for the whole talk, so many a second, and compares: each acknowledged line is
 * there, and as often as it was said.
 */
final class Rereading {
    private static final int PER_SECOND = 1_000;
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final Duration READ = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Crowd crowd;

    Rereading(Vertx vertx, Crowd crowd) {
        this.vertx = vertx;
        this.crowd = crowd;
    }

    Future<Void> run(ChatResults results) {
        crowd.comeBack(BackOff.PAGE);
        return crowd.until(() -> crowd.visitors().stream().allMatch(Rereading::settled), QUIET)
                .compose(quiet -> read(results));
    }

    private static boolean settled(Visitor visitor) {
        return visitor.line().over() || visitor.line().up() && visitor.line().quiet();
    }

    private Future<Void> read(ChatResults results) {
        List<Visitor> speakers = crowd.visitors().stream()
                .filter(Visitor::hasSpoken)
                .filter(visitor -> !visitor.line().over())
                .toList();
        for (int n = 0; n < speakers.size(); n++) {
            Visitor visitor = speakers.get(n);
            vertx.setTimer(1 + n * 1_000L / PER_SECOND, fired -> visitor.reread());
        }
        return crowd.until(
                        () -> speakers.stream().allMatch(Visitor::readAll),
                        READ.plusMillis(speakers.size() * 1_000L / PER_SECOND))
                .onSuccess(all -> {
                    results.reread = speakers.size();
                    for (Visitor visitor : speakers) {
                        results.acknowledged += visitor.spoken();
                        results.unreadable += visitor.line().up() ? 0 : 1;
                        results.account = results.account.plus(visitor.account());
                    }
                })
                .mapEmpty();
    }
}
