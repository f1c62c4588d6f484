package dev.sotto.orchestrator.consult;

/** A stretch of a call's sound, in milliseconds since the call was answered. */
public record AudioSpan(long fromMillis, long toMillis) {
    public AudioSpan {
        if (fromMillis < 0 || toMillis < fromMillis) {
            throw new IllegalArgumentException("not a span: " + fromMillis + " to " + toMillis);
        }
    }
}
