package dev.sotto.media.speech.deepgram;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the service says. Times are samples of the sound that was sent on this connection. */
sealed interface DeepgramMessage {
    /**
     * Words for a stretch of sound.
     *
     * @param isFinal they won't change any more
     * @param flushed they answer a {@code Finalize}
     */
    record Words(long from, long to, String text, double confidence, boolean isFinal, boolean flushed)
            implements DeepgramMessage {
        /** Speech stays out of logs. */
        @Override
        public String toString() {
            return "Words[" + from + "-" + to + ", final=" + isFinal + ", flushed=" + flushed + "]";
        }
    }

    /** The service gives up. */
    record Problem() implements DeepgramMessage {}

    /** Nothing of interest: Metadata, SpeechStarted, UtteranceEnd, and what will be invented. */
    record Other() implements DeepgramMessage {}

    /** Not in the protocol. */
    record Unreadable() implements DeepgramMessage {}

    static DeepgramMessage parse(String text) {
        try {
            JsonObject json = new JsonObject(text);
            String type = json.getString("type", "");
            return switch (type) {
                case "Results" -> words(json);
                case "Error" -> new Problem();
                case "" -> new Unreadable();
                default -> new Other();
            };
        } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
            return new Unreadable();
        }
    }

    private static DeepgramMessage words(JsonObject json) {
        double start = json.getDouble("start", -1.0);
        double duration = json.getDouble("duration", -1.0);
        JsonObject channel = json.getJsonObject("channel");
        JsonArray alternatives = channel == null ? null : channel.getJsonArray("alternatives");
        if (!(start >= 0) || !(duration >= 0) || start > 1e6 || duration > 1e6 || alternatives == null) {
            return new Unreadable();
        }
        JsonObject best = alternatives.isEmpty() ? new JsonObject() : alternatives.getJsonObject(0);
        double confidence = best.getDouble("confidence", 0.0);
        return new Words(
                Math.round(8_000 * start),
                Math.round(8_000 * (start + duration)),
                best.getString("transcript", ""),
                confidence >= 0 && confidence <= 1 ? confidence : 0,
                json.getBoolean("is_final", false),
                json.getBoolean("from_finalize", false));
    }
}
