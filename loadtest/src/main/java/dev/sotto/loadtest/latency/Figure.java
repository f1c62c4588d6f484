package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.phone.Felt;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What is measured, what is aimed at, and where a caller's share of it is found. */
enum Figure {
    GREETING("greeting after ACK", Map.of(), felt -> felt.greeting() < 0 ? List.of() : List.of(felt.greeting())),
    REPLY("end of turn -> first sound", Map.of("aim p50", 500.0, "aim p95", 800.0), Felt::replies),
    BARGE_IN("barge-in -> silence", Map.of("aim p95", 200.0), Felt::bargeIns),
    CARD("consult reached -> card", Map.of("aim p99", 100.0), felt -> List.of()),
    ANSWER("answer -> sound, nobody talking", Map.of("aim p95", 600.0), Felt::answersInSilence),
    ANSWER_OVER_ASSISTANT("answer -> consequence, assistant talking", Map.of(), Felt::answersInSpeech),
    ANSWER_OVER_CALLER(
            "end of turn -> sound, answered while caller talked", Map.of("aim p95", 800.0), Felt::answersOverCaller),
    WAIT(
            "longest silence while consulting",
            Map.of("aim max", 4_000.0),
            felt -> felt.longestWait() > 0 ? List.of(felt.longestWait()) : List.of());

    private final String title;
    private final Map<String, Double> aims;
    private final Function<Felt, List<Long>> values;

    Figure(String title, Map<String, Double> aims, Function<Felt, List<Long>> values) {
        this.title = title;
        this.aims = aims;
        this.values = values;
    }

    String title() {
        return title;
    }

    /** As it stands in JSON. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Milliseconds by the percentile's name: {@code aim p95}. */
    Map<String, Double> aims() {
        return aims;
    }

    String aim() {
        return String.join(
                ", ",
                aims.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(aim -> aim.getKey().substring(4) + " <= " + Math.round(aim.getValue()))
                        .toList());
    }

    /** Nanoseconds. */
    List<Long> of(Felt felt) {
        return values.apply(felt);
    }
}
