package dev.sotto.orchestrator.model;

/** What came is not what the protocol says, or too much of it. */
final class MalformedAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedAnswer(String message) {
        super(message, null, false, false);
    }
}
