package dev.sotto.orchestrator.replay;

import java.util.List;

/** What came of a replay. {@code assumed}: what the journal could not tell and was assumed, in words. */
public record Replayed(Timeline timeline, List<String> assumed) {}
