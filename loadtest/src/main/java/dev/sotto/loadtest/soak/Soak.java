package dev.sotto.loadtest.soak;

import dev.sotto.loadtest.audit.Told;
import dev.sotto.loadtest.audit.Traffic;
import dev.sotto.loadtest.desk.Judgement;
import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.desk.ThinkingTime;
import dev.sotto.loadtest.desk.VirtualAgent;
import dev.sotto.loadtest.experiment.Arrivals;
import dev.sotto.loadtest.experiment.Scenario;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.VirtualCaller;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Progress;
import dev.sotto.loadtest.server.ServerProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A steady mix against a gateway of its own; then everybody leaves, and nothing may be left. */
public final class Soak {
    private static final Duration THINKING = Duration.ofSeconds(3);
    private static final Duration WRAP_UP = Duration.ofSeconds(20);
    private static final Duration EMPTY_WITHIN = Duration.ofSeconds(45);
    private static final Duration ROUND = Duration.ofSeconds(14);
    private static final long LOOK_MILLIS = 2_000;
    private static final int CAPACITY = 6;

    private final Vertx vertx;
    private final ServerProcess process;
    private final Telephone telephone;
    private final ServerClient server;
    private final Plan plan;
    private final Sampler sampler;
    private final Progress progress = new Progress();
    private final SplittableRandom random;

    private final Map<String, Integer> ends = new ConcurrentSkipListMap<>();
    private final Map<String, VirtualCaller> callers = new ConcurrentHashMap<>();
    private final List<Future<?>> calls = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();

    /**
     * What is to be done.
     *
     * @param length of the traffic, after the warm-up
     * @param every from one sample to the next
     * @param callsPerMinute that arrive, at random
     * @param chats visitors at any time
     * @param stays lines that are held from beginning to end, and as many calls that talk all the time
     */
    public record Plan(
            Duration length,
            Duration every,
            double callsPerMinute,
            int chats,
            int stays,
            List<String> agents,
            String password,
            long seed) {
        public Plan {
            agents = List.copyOf(agents);
        }

        JsonObject json() {
            return new JsonObject()
                    .put("minutes", length.toSeconds() / 60.0)
                    .put("sample_s", every.toSeconds())
                    .put("calls_per_minute", callsPerMinute)
                    .put("chats", chats)
                    .put("held_throughout", 2 * stays)
                    .put("agents", agents.size())
                    .put("seed", seed);
        }
    }

    private Soak(Vertx vertx, ServerProcess process, Path data, Telephone telephone, Plan plan) {
        this.vertx = vertx;
        this.process = process;
        this.telephone = telephone;
        this.plan = plan;
        server = ServerClient.of(vertx, process.http());
        sampler = new Sampler(vertx, process, data);
        random = new SplittableRandom(plan.seed());
    }

    /** Starts a gateway in that folder, soaks it, and stops it. Teaches the voice first, which blocks. */
    public static Future<SoakResult> run(Vertx vertx, Voice voice, Path data, Plan plan) {
        for (Scenario scenario : Scenario.values()) {
            voice.learn(scenario.script());
        }
        voice.learn(talkative(plan.length()));
        return ServerProcess.start(vertx, ServerProcess.Plan.shop(data, plan.password(), 2))
                .compose(process -> Telephone.open(vertx, voice, process.sip(), InetAddress.getLoopbackAddress())
                        .compose(telephone -> new Soak(vertx, process, data, telephone, plan)
                                .run()
                                .eventually(telephone::close))
                        .eventually(process::stop));
    }

    private Future<SoakResult> run() {
        long teller = vertx.setPeriodic(1_000, fired -> progress.tell("soak", this::standing));
        return people().compose(people -> warmUp().compose(
                                warm -> untilEmpty(null, System.nanoTime() + EMPTY_WITHIN.toNanos()))
                        .compose(start -> traffic()
                                .compose(over -> untilEmpty(start, System.nanoTime() + EMPTY_WITHIN.toNanos()))
                                .map(end -> new SoakResult(plan, samples, start, end, Map.copyOf(ends))))
                        .eventually(() -> Future.join(
                                people.stream().map(VirtualAgent::leave).toList())))
                .onComplete(done -> {
                    vertx.cancelTimer(teller);
                    progress.done();
                });
    }

    private String standing() {
        if (samples.isEmpty()) {
            return "warming up, calls " + ends;
        }
        Sample last = samples.get(samples.size() - 1);
        return String.format(
                Locale.ROOT,
                "heap %.0f MB, RAM %.0f MB, %.0f threads, %.0f files, %.0f calls live, ended %s",
                last.value(Measure.HEAP),
                last.value(Measure.RESIDENT),
                last.value(Measure.THREADS),
                last.value(Measure.FILES),
                last.value(Measure.CALLS),
                ends);
    }

    private Future<List<VirtualAgent>> people() {
        // refunds are declined: the shop's books stay as they are, however long it takes
        var manner = new VirtualAgent.Manner(
                CAPACITY, ThinkingTime.logNormal(THINKING, 0.4, plan.seed()), Judgement.approvals("decline"));
        List<Future<VirtualAgent>> all = plan.agents().stream()
                .map(name -> VirtualAgent.start(vertx, server, name, plan.password(), manner, new Answers()))
                .toList();
        return Future.all(all).map(there -> all.stream().map(Future::result).toList());
    }

    /** Everybody once, so that what is made at the first use is there: pools, caches, compiled code. */
    private Future<?> warmUp() {
        List<Future<?>> all = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            all.add(call(Duration.ofMillis(1), scenario.script()));
        }
        Traffic chats = chats();
        all.add(chats.start(plan.chats(), List.of(), plan.password(), THINKING)
                .compose(begun -> vertx.timer(ROUND.toMillis()))
                .compose(enough -> chats.end(WRAP_UP)));
        return Future.join(all).otherwiseEmpty();
    }

    private Traffic chats() {
        return new Traffic(vertx, process::http, new Told(), random.nextLong(1_000_000));
    }

    private Future<?> traffic() {
        int count = Math.max(
                1, (int) Math.round(plan.callsPerMinute() * plan.length().toMillis() / 60_000));
        Scenario[] mix = Scenario.values();
        int index = 0;
        for (Duration arrival : Arrivals.random(count, plan.length(), random)) {
            calls.add(call(arrival, mix[index++ % mix.length].script()));
        }
        List<VirtualCaller> held = new ArrayList<>();
        Future<?> staying = Future.succeededFuture();
        for (int i = 0; i < plan.stays(); i++) {
            staying = staying.compose(next -> stay(
                            "prompt",
                            Script.named("held")
                                    .pause(plan.length().multipliedBy(2))
                                    .hangUp(),
                            held))
                    .compose(next -> stay("shop", talkative(plan.length()), held));
        }
        Traffic chats = chats();
        return staying.compose(there -> chats.start(plan.chats(), List.of(), plan.password(), THINKING))
                .compose(begun -> {
                    long sampling = vertx.setPeriodic(
                            1, plan.every().toMillis(), fired -> sampler.look().onSuccess(samples::add));
                    return vertx.timer(plan.length().toMillis()).onComplete(over -> vertx.cancelTimer(sampling));
                })
                .compose(over -> {
                    held.forEach(VirtualCaller::hangUp);
                    calls.add(chats.end(WRAP_UP));
                    return Future.join(calls).otherwiseEmpty();
                });
    }

    /** Asks the same again and again, for as long as the soak takes. */
    private static Script talkative(Duration length) {
        Script.Builder script =
                Script.named("talkative").within(Duration.ofSeconds(30)).listen();
        for (long round = 0; round <= length.toSeconds() / ROUND.toSeconds(); round++) {
            script.say("where is my order").listen().keys("618340").listen().pause(Duration.ofSeconds(2));
        }
        return script.hangUp();
    }

    private Future<?> stay(String user, Script script, List<VirtualCaller> held) {
        return telephone.call(user, script).onSuccess(caller -> {
            held.add(caller);
            sampler.stays(caller);
            calls.add(caller.result().onSuccess(this::over));
        });
    }

    private Future<?> call(Duration after, Script script) {
        return vertx.timer(Math.max(1, after.toMillis()))
                .compose(now -> telephone.call("shop", script))
                .compose(caller -> {
                    callers.put(caller.callId(), caller);
                    return caller.result();
                })
                .onSuccess(this::over);
    }

    private void over(CallResult result) {
        callers.remove(result.callId());
        result.felt().replies().forEach(sampler::replied);
        String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
        String told = result.detail().isEmpty() ? outcome : outcome + ": " + result.script() + ": " + result.detail();
        ends.merge(told, 1, Integer::sum);
    }

    /** Until nobody is there any more and what was needed for them has gone, or the time is over: the last look. */
    private Future<Sample> untilEmpty(@Nullable Sample start, long deadlineNanos) {
        return sampler.look().compose(now -> {
            boolean empty = SoakResult.left(start, now).isEmpty();
            return empty || System.nanoTime() - deadlineNanos > 0
                    ? Future.succeededFuture(now)
                    : vertx.timer(LOOK_MILLIS).compose(again -> untilEmpty(start, deadlineNanos));
        });
    }

    /** Callers who wait for an answer must know when it was given. */
    private final class Answers implements VirtualAgent.Listener {
        @Override
        public void card(Duration afterReached) {
            // other experiments measure that
        }

        @Override
        public void answering(String callId, long nanos) {
            VirtualCaller caller = callers.get(callId);
            if (caller != null) {
                caller.answeredByAgent(nanos);
            }
        }
    }
}
