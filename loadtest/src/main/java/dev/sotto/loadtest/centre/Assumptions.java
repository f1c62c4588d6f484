package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.report.Table;
import dev.sotto.loadtest.statistics.Interval;

/** What the experiment takes for granted, why, and which arm it helps. */
final class Assumptions {
    private Assumptions() {}

    static Table table(Population population, Prices prices) {
        Table.Builder table =
                Table.of("Assumptions, and which arm they help", "assumption", "value", "source, or why", "helps");
        callers(table, population);
        waiting(table);
        people(table, population);
        leftOut(table, prices);
        return table.build();
    }

    private static void callers(Table.Builder table, Population population) {
        table.row(
                        "arrivals",
                        Interval.number(population.perMinute()) + " a minute, Poisson",
                        "Brown et al. 2005 found calls Poisson within short intervals",
                        "neither")
                .row(
                        "consult rate",
                        Interval.number(population.consultRate()),
                        "chosen: every share is in the sweep",
                        "neither; the more, the more the arms differ")
                .row(
                        "patience with waiting for a person",
                        "log-normal, median " + population.patience().toSeconds() + " s, sigma "
                                + population.patienceSpread(),
                        "half of a support line's callers are gone after 95 s in a plain queue",
                        "neither; swept");
    }

    private static void waiting(Table.Builder table) {
        table.row(
                        "the patience clock",
                        "consult: from the point to the person's answer. escalate: from the transfer to the pick-up",
                        "the same draw, though in consult the caller is talked to meanwhile, and in escalate it stops "
                                + "before anything is decided",
                        "escalate")
                .row(
                        "what a transferred person sees",
                        "everything the assistant knows, at once",
                        "many centres have no such screen pop, and ask again",
                        "escalate")
                .row(
                        "what is read of a card",
                        "all that is this caller's: the question, the facts' values, their own words",
                        "the rest is a task file's and known, as phone people know their own sentences; --human rereading=1 reads"
                                + " all of it each time",
                        "consult")
                .row(
                        "people hear perfectly in escalate",
                        "by text, no repetition",
                        "the assistant has to hear by speech recognition",
                        "escalate")
                .row(
                        "the transfer itself",
                        "no ringing; the queue takes it at once",
                        "a queue of one machine",
                        "escalate");
    }

    private static void people(Table.Builder table, Population population) {
        table.row(
                        "work in the shop's systems during a transferred call",
                        "opening the order 6 s, entering the decision 8 s (medians)",
                        "assumption; in consult the assistant's tools do it. Swept with all human times",
                        "consult")
                .row(
                        "work after a transferred call",
                        "see wrap_up among the human times",
                        "assumption on the low side; none after a consult, as the journal writes itself. Swept to zero",
                        "consult")
                .row(
                        "people's voices",
                        "synthesised, at the speed of the assistant's",
                        "people may talk faster or slower and be friendlier",
                        "neither known")
                .row(
                        "side questions",
                        Interval.number(population.asksAside()) + " of callers, while they wait in consult",
                        "in a queue there is nobody to ask; the answer takes time in consult",
                        "escalate");
    }

    private static void leftOut(Table.Builder table, Prices prices) {
        table.row(
                        "decisions",
                        "the same draw for the same caller in both arms",
                        "so that neither arm is more generous",
                        "neither")
                .row(
                        "quality of the decision",
                        "not compared",
                        "a person who has talked to the caller may decide better, or worse. Attention to many calls at "
                                + "once is assumed not to tire",
                        "consult")
                .row(
                        "callers' content with either",
                        "not compared",
                        "some callers want a person's voice; virtual ones don't mind",
                        "consult")
                .row(
                        "calls that fail to understand",
                        "counted as they come",
                        "real speech recognition in both arms up to the point; in consult beyond it",
                        "escalate")
                .row(
                        "prices",
                        prices.personHour() + " per person hour, " + prices.coreHour() + " per core hour, "
                                + prices.callMinute() + " per call minute",
                        "parameters",
                        "neither");
    }
}
