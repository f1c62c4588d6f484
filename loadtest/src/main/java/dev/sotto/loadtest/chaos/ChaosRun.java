package dev.sotto.loadtest.chaos;

import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.Voice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Opens the theatre, runs, and closes it, whatever comes. */
public final class ChaosRun {
    private ChaosRun() {}

    /** As many of those kinds as wanted: each once in a drawn order, then again. */
    public static List<Fault> draw(List<Fault> kinds, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fault> drawn = new ArrayList<>();
        List<Fault> left = new ArrayList<>();
        while (drawn.size() < count) {
            if (left.isEmpty()) {
                left.addAll(kinds);
            }
            drawn.add(left.remove(random.nextInt(left.size())));
        }
        return drawn;
    }

    /** @param voice is taught what callers say; blocks for that */
    public static Future<Outcome> run(Vertx vertx, Voice voice, Path data, Chaos.Plan plan) {
        voice.learn(Callers.script());
        return Theatre.open(vertx, data, plan.password())
                .compose(theatre -> Telephone.open(vertx, voice, theatre.sip(), InetAddress.getLoopbackAddress())
                        .compose(telephone ->
                                Chaos.run(vertx, theatre, telephone, plan).eventually(telephone::close))
                        .eventually(theatre::close));
    }
}
