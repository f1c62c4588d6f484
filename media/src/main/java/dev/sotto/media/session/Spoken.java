package dev.sotto.media.session;

/**
 * How something that was to be said has ended.
 *
 * @param heardText the words whose sound went out, whole words only
 * @param beganNanos when its first sound went out, on the engine's clock; 0 when none did
 * @param endedNanos when its last sound had gone out; 0 when none did
 */
public record Spoken(long speechId, SpeechOutcome outcome, String heardText, long beganNanos, long endedNanos) {
    /** Whether anything of it could be heard. */
    public boolean sounded() {
        return endedNanos != beganNanos;
    }

    /** Speech stays out of logs. */
    @Override
    public String toString() {
        return "Spoken[speechId=" + speechId + ", outcome=" + outcome + ", millis="
                + (endedNanos - beganNanos) / 1_000_000 + "]";
    }
}
