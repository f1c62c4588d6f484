package dev.sotto.loadtest.experiment;

import dev.sotto.loadtest.desk.VirtualAgent;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Felt;
import dev.sotto.loadtest.phone.PacketCounts;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.report.Distribution;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** Collects what callers felt and agents saw. Any thread. */
final class CallFigures {
    private static final String LATE = "sotto_media_packets_late_total";
    private static final String SENT = "sotto_media_packets_sent_total";

    private final Distribution greetings = new Distribution();
    private final Distribution replies = new Distribution();
    private final Distribution bargeIns = new Distribution();
    private final Distribution cards = new Distribution();
    private final Distribution answersInSilence = new Distribution();
    private final Distribution answersInSpeech = new Distribution();
    private final Distribution answersOverCaller = new Distribution();
    private final Distribution waits = new Distribution();
    private final Distribution silences = new Distribution();
    private final Queue<PacketCounts> packets = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> troubles = new ConcurrentSkipListMap<>();

    void card(Duration afterReached) {
        cards.record(afterReached);
    }

    void add(CallResult result) {
        Felt felt = result.felt();
        if (felt.greeting() >= 0) {
            greetings.record(felt.greeting());
            silences.record(felt.longestSilence());
        }
        felt.replies().forEach(replies::record);
        felt.bargeIns().forEach(bargeIns::record);
        felt.answersInSilence().forEach(answersInSilence::record);
        felt.answersInSpeech().forEach(answersInSpeech::record);
        felt.answersOverCaller().forEach(answersOverCaller::record);
        if (felt.longestWait() > 0) {
            waits.record(felt.longestWait());
        }
        packets.add(result.packets());
        outcomes.merge(result.outcome().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        if (!result.completed()) {
            troubles.merge(result.script() + ": " + result.detail(), 1, Integer::sum);
        }
    }

    Report report(
            JsonObject setup,
            List<VirtualAgent> people,
            ServerMetrics before,
            ServerMetrics after,
            Telephone.Census own) {
        PacketCounts all = packets.stream().reduce(PacketCounts.NONE, PacketCounts::plus);
        return new Report("calls", setup)
                .time("greeting after ACK", greetings)
                .time("end of turn -> first sound", replies)
                .time("barge-in -> silence", bargeIns)
                .time("consult reached -> card", cards)
                .time("answer -> sound, when we were silent", answersInSilence)
                .time("answer -> next sentence, when we were talking", answersInSpeech)
                .time("end of turn -> sound, answered meanwhile", answersOverCaller)
                .time("longest silence while consulting", waits)
                .time("longest silence of a call", silences)
                .figure("calls", outcomes.toString())
                .figure("troubles", troubles.toString())
                .figure(
                        "answers that counted",
                        people.stream().mapToInt(VirtualAgent::answered).sum())
                .figure(
                        "answers that did not",
                        people.stream().mapToInt(VirtualAgent::refused).sum())
                .figure("packets received", all.packets())
                .figure("late over 10 ms on the wire", all.late())
                .figure("late ratio", ratio(all.late(), all.packets()))
                .figure("worst lateness ms", all.latestNanos() / 1_000_000)
                .figure("lost", all.lost())
                .figure("own ticks late over 10 ms", own.lateTicks() + " of " + own.ticks())
                .figure(
                        "server: sent late over 10 ms",
                        after.growth(before, LATE) + " of " + after.growth(before, SENT))
                .figure("server: recognition lag p95 ms", after.millis("sotto_recognition_lag", "0.95"))
                .figure("server: live calls afterwards", Math.round(after.value("sotto_calls")));
    }

    static double ratio(long part, long whole) {
        return whole == 0 ? 0 : Math.round(1_000_000.0 * part / whole) / 1_000_000.0;
    }
}
