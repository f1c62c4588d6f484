package dev.sotto.config.yaml;

/**
 * Something that is wrong in a file.
 *
 * @param message what is wrong, one sentence without a full stop
 * @param hint what to do about it; empty when the message says it all
 */
public record Problem(Place at, Severity severity, String message, String hint) {
    /** Whether the file can be used in spite of it. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        String kind = isError() ? "" : "warning: ";
        return at + ": " + kind + message + (hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
