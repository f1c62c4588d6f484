package dev.sotto.orchestrator.conversation;

/** A customer's turn that is being understood, or waits for that. */
public record Heard(long turn, String text, double confidence, Source source) {}
