package dev.sotto.loadtest.chat;

import dev.sotto.loadtest.report.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run has found out so far. On the crowd's event loop only. */
final class ChatResults {
    /** Memory with so many visitors there. */
    record Fill(int visitors, ServerProbe.Memory memory) {}

    /**
     * A stretch at one rate.
     *
     * @param cpuSeconds of the server; NaN where it isn't known
     */
    record Stretch(double rate, double seconds, TurnFigures turns, double cpuSeconds) {}

    final Timeline connected = new Timeline();
    final List<Fill> fills = new ArrayList<>();
    final List<Stretch> stretches = new ArrayList<>();
    final List<Storm.Result> storms = new ArrayList<>();
    int arrived;
    double arrivalSeconds;
    ServerProbe.@Nullable Memory afterTalk;
    Visitor.Account account = new Visitor.Account(0, 0);
    int reread;
    long acknowledged;
    int unreadable;
}
