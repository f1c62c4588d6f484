package dev.sotto.loadtest.experiment;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.desk.VirtualAgent;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.VirtualCaller;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Callers of a mix against agents at desks. */
public final class Calls {
    private final Vertx vertx;
    private final Telephone telephone;
    private final ServerClient server;
    private final Plan plan;
    private final CallFigures figures = new CallFigures();
    private final Map<String, VirtualCaller> callers = new ConcurrentHashMap<>();

    /**
     * What is to be done.
     *
     * @param user whom callers dial
     * @param callers one script per call, in the order of their arrival: {@link Mix}
     * @param agents names of people who sit down
     */
    public record Plan(
            String user,
            Duration ramp,
            List<Script> callers,
            List<String> agents,
            String password,
            VirtualAgent.Manner manner) {
        public Plan {
            callers = List.copyOf(callers);
            agents = List.copyOf(agents);
        }

        JsonObject json() {
            return new JsonObject()
                    .put("calls", callers.size())
                    .put("ramp_s", ramp.toSeconds())
                    .put(
                            "mix",
                            callers.stream()
                                    .map(Script::name)
                                    .sorted()
                                    .distinct()
                                    .toList()
                                    .toString())
                    .put("agents", agents.size());
        }
    }

    public Calls(Vertx vertx, Telephone telephone, ServerClient server, Plan plan) {
        this.vertx = vertx;
        this.telephone = telephone;
        this.server = server;
        this.plan = plan;
    }

    /** Completes when the last call is over. */
    public Future<Report> run(RandomGenerator random) {
        int count = plan.callers().size();
        List<Duration> arrivals = Arrivals.random(count, plan.ramp(), random);
        return agents().compose(people -> server.metrics().compose(before -> {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                calls.add(arrive(arrivals.get(i), plan.callers().get(i)));
            }
            return Future.join(calls).otherwiseEmpty().compose(all -> report(people, ServerMetrics.parse(before)));
        }));
    }

    private Future<List<VirtualAgent>> agents() {
        List<Future<VirtualAgent>> people = plan.agents().stream()
                .map(name -> VirtualAgent.start(vertx, server, name, plan.password(), plan.manner(), new CardFigures()))
                .toList();
        return Future.all(people).map(all -> people.stream().map(Future::result).toList());
    }

    private Future<?> arrive(Duration after, Script script) {
        return vertx.timer(Math.max(1, after.toMillis()))
                .compose(now -> telephone.call(plan.user(), script))
                .compose(caller -> {
                    callers.put(caller.callId(), caller);
                    return caller.result();
                })
                .onSuccess(this::over);
    }

    private void over(CallResult result) {
        callers.remove(result.callId());
        figures.add(result);
    }

    private Future<Report> report(List<VirtualAgent> people, ServerMetrics before) {
        List<Future<Void>> leaving = people.stream().map(VirtualAgent::leave).toList();
        return Future.join(leaving)
                .otherwiseEmpty()
                .compose(left -> Future.all(server.metrics(), telephone.census()))
                .map(last -> figures.report(
                        plan.json(), people, before, ServerMetrics.parse(last.resultAt(0)), last.resultAt(1)));
    }

    private final class CardFigures implements VirtualAgent.Listener {
        @Override
        public void card(Duration afterReached) {
            figures.card(afterReached);
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
