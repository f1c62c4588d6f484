package dev.sotto.loadtest.desk;

import dev.sotto.loadtest.report.Table;

/** All human times of a run with where they come from, for a report's assumptions. */
public final class HumanTimesTable {
    private static final String MODEL = "Card, Moran and Newell 1980, keystroke-level model: ";
    private static final String ASSUMED = "assumption";

    private HumanTimesTable() {}

    public static Table of(HumanTimes times) {
        HumanTimes.Turning turning = times.turning();
        HumanTimes.Hands hands = times.hands();
        Table.Builder table = Table.of("What a person needs (the same in both arms)", "name", "value", "unit", "source")
                .row("notice", turning.notice().toMillis() / 1e3, "s", MODEL + "M")
                .row("shift", turning.shift().toMillis() / 1e3, "s", MODEL + "M")
                .row(
                        "after_answer",
                        turning.afterAnswer().toMillis() / 1e3,
                        "s",
                        ASSUMED + ": the journal writes itself")
                .row("reading_wpm", hands.readingWpm(), "words/min", "Brysbaert 2019: 238, silent, non-fiction")
                .row(
                        "rereading",
                        hands.rereading(),
                        "share",
                        "assumption: a task file's standing words are known by those who work with it, this caller's"
                                + " are read each time; 1 reads every word of each card")
                .row("typing_wpm", hands.typingWpm(), "words/min", MODEL + "40; Dhakal et al. 2018: about 52")
                .row("key", hands.key().toMillis() / 1e3, "s", MODEL + "K at 40 words/min");
        row(table, "approval", times.thinking().approval(), ASSUMED);
        row(table, "clarification", times.thinking().clarification(), ASSUMED);
        row(table, "instruction", times.thinking().instruction(), ASSUMED + "; typing comes on top");
        row(table, "wrap_up", times.wrapUp(), ASSUMED + ", low, which favours the old contact centre");
        return table.row(
                        "sigma",
                        times.wrapUp().sigma(),
                        "of the logarithm",
                        "shape: Brown et al. 2005; value: " + ASSUMED)
                .build();
    }

    private static void row(Table.Builder table, String name, LogNormal time, String source) {
        table.row(name, time.median().toMillis() / 1e3, "s, median", source);
    }
}
