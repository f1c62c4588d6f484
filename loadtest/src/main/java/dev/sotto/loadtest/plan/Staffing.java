package dev.sotto.loadtest.plan;

import dev.sotto.loadtest.centre.Lines;
import dev.sotto.loadtest.report.Plot;
import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.report.Table;
import dev.sotto.loadtest.statistics.Erlang;
import dev.sotto.loadtest.statistics.Interval;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * "For 100 calls at once you need so many people." A desk is a queue of consults with one attention per person (M/M/n, Erlang-C); a
 * centre that transfers is a queue of calls whose callers give up (M/M/n+M, Erlang-A).
 */
public final class Staffing {
    private static final List<Integer> CALLS = List.of(10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1_000);

    private final Demand demand;
    private final Target target;
    private final Lines model;

    /** @param model the experiment's own answer to how many people lose fewer callers */
    public Staffing(Demand demand, Target target, Lines model) {
        this.demand = demand;
        this.target = target;
        this.model = model;
    }

    /** The fewest people at the desk for that many conversations at once. */
    public int desk(int callsAtOnce) {
        return Erlang.peopleFor(
                target.answered(), target.withinSeconds(), demand.needsPerSecond(callsAtOnce), demand.consultSeconds());
    }

    /** The fewest people on the phone for the same callers, were they transferred. */
    public int phones(int callsAtOnce) {
        return Erlang.peopleForLosing(
                Math.min(0.999, target.lost() / demand.consultRate()),
                demand.needsPerSecond(callsAtOnce),
                demand.transferSeconds(),
                demand.patience().toNanos() / 1e9);
    }

    /** The report: a sentence, a table, a plot. */
    public Report report(JsonObject setup) {
        Report report = new Report("plan: people for so many calls at once", setup);
        Table.Builder table = Table.of(
                "People needed",
                "calls at once with the assistant",
                "consults a minute",
                "desk load (Erlang)",
                "desk: people by Erlang-C",
                "desk: people by the model",
                "turned to within the time",
                "desk occupancy",
                "calls per person",
                "transferring: people by Erlang-A",
                "transferring: people by the model",
                "transferring / desk");
        List<Plot.Point> desk = new ArrayList<>();
        List<Plot.Point> deskModel = new ArrayList<>();
        List<Plot.Point> phones = new ArrayList<>();
        List<Plot.Point> phonesModel = new ArrayList<>();
        for (int calls : CALLS) {
            Lines.People modelled = model.peopleFor(60 * demand.callsPerSecond(calls), target.lost());
            row(table, calls, modelled);
            desk.add(Plot.Point.of(calls, desk(calls)));
            if (Lines.enough(modelled.consult())) {
                deskModel.add(Plot.Point.of(calls, modelled.consult()));
            }
            phones.add(Plot.Point.of(calls, phones(calls)));
            if (Lines.enough(modelled.escalate())) {
                phonesModel.add(Plot.Point.of(calls, modelled.escalate()));
            }
        }
        return said(report)
                .table(table.build())
                .plot(plot(List.of(
                        Plot.Series.of("desk, Erlang-C: turned to in time", desk),
                        Plot.Series.of("desk, the experiment's model: callers not lost", deskModel),
                        Plot.Series.of("transferring, Erlang-A: callers not lost", phones),
                        Plot.Series.of("transferring, the experiment's model", phonesModel))));
    }

    private static Plot plot(List<Plot.Series> series) {
        return Plot.lines("People needed by calls at once", "calls at once with the assistant", "people", series);
    }

    private void row(Table.Builder table, int calls, Lines.People modelled) {
        int people = desk(calls);
        double load = demand.needsPerSecond(calls) * demand.consultSeconds();
        table.row(
                calls,
                Interval.number(60 * demand.needsPerSecond(calls)),
                Interval.number(load),
                people,
                Lines.told(modelled.consult()),
                Interval.number(Erlang.servedWithin(
                        target.withinSeconds(), people, demand.needsPerSecond(calls), demand.consultSeconds())),
                Interval.number(load / people),
                Interval.number((double) calls / people),
                phones(calls),
                Lines.told(modelled.escalate()),
                Interval.number((double) phones(calls) / people));
    }

    private Report said(Report report) {
        int people = desk(100);
        return report.figure("people at the desk for 100 calls at once", people)
                .figure("people on the phone for the same callers", phones(100))
                .figure("consult rate", demand.consultRate())
                .figure("attention for one consult (s)", rounded(demand.consultSeconds()))
                .figure("talk and wrap-up of one transferred call (s)", rounded(demand.transferSeconds()))
                .figure("a conversation with the assistant (s)", rounded(demand.callSeconds()))
                .note(String.format(
                        "For 100 calls at once you need %d people at the desk, so that %s of consults are turned to within %s s. "
                                + "Were the same callers transferred, %d people, so that less than %s of all callers give up.",
                        people,
                        Interval.number(target.answered()),
                        Interval.number(target.withinSeconds()),
                        phones(100),
                        Interval.number(target.lost())))
                .note(
                        "People who are there and attentive: breaks, training and absence come on top, usually a third. One person at "
                                + "high occupancy all day tires: above 0.85 plan for one more.")
                .note(
                        "Erlang-C and Erlang-A take times as exponential; measured ones are less spread, so both say a little too many. The "
                                + "model draws measured times and counts whom it loses: gave up, or put off because nobody answered in time. The two "
                                + "desk columns answer different questions, turned to in time and not lost; plan for the larger one.")
                .note(
                        "A desk that grows shares its work better: calls per person rise with size. A small desk's last person is there for "
                                + "the moments when two need help at once.");
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }
}
