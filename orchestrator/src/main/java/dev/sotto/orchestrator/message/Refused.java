package dev.sotto.orchestrator.message;

/** Not done: {@code code} for machines (for example {@code ended}, {@code not_yours}), {@code reason} for people. */
public record Refused(String code, String reason) {}
