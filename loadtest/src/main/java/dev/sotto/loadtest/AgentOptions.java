package dev.sotto.loadtest;

import dev.sotto.loadtest.desk.Judgement;
import dev.sotto.loadtest.desk.ThinkingTime;
import dev.sotto.loadtest.desk.VirtualAgent;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Who answers cards while callers are measured, and how fast. */
final class AgentOptions {
    @Option(
            names = "--agents",
            split = ",",
            paramLabel = "NAME",
            description = "Who sits at a desk. Default: ${DEFAULT-VALUE}",
            defaultValue = "ada,ben")
    List<String> names = List.of();

    @Option(
            names = "--password",
            description = "Of all of them. Default: $SOTTO_DEMO_PASSWORD",
            defaultValue = "${env:SOTTO_DEMO_PASSWORD:-}")
    String password = "";

    @Option(
            names = "--think",
            paramLabel = "MILLIS",
            description = "Median time from card to answer. Default: ${DEFAULT-VALUE}",
            defaultValue = "6000")
    private int think;

    @Option(
            names = "--spread",
            description = "Spread of that time: sigma of its logarithm, 0 for a fixed time. Default: ${DEFAULT-VALUE}",
            defaultValue = "0.4")
    private double spread;

    /**
     * Declined refunds can be asked for again by the next caller; paid ones could not.
     *
     * @param capacity cards at once, each
     */
    VirtualAgent.Manner manner(int capacity, long seed) {
        ThinkingTime thinking = ThinkingTime.logNormal(Duration.ofMillis(think), spread, seed);
        return new VirtualAgent.Manner(capacity, thinking, Judgement.approvals("decline"));
    }
}
