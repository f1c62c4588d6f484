package dev.sotto.orchestrator.message;

/** Done, and durable where that was promised. */
public record Ok() {
    public static final Ok OK = new Ok();
}
