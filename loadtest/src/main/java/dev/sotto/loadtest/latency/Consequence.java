package dev.sotto.loadtest.latency;

import dev.sotto.media.turn.Level;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * When the caller heard what followed from an agent's answer, if the assistant was just saying something else: the transcript names
 * the first line of the assistant's that was made after the answer and where in the call it lies; the sound of the recording says when
 * it was heard. Both clocks are brought together by the greeting.
 */
final class Consequence {
    /** A phrase may begin a little before its first sound. */
    private static final int SLACK = RecordedCall.SAMPLE_RATE / 10;

    private Consequence() {}

    /**
     * The time from the answer to the first sound of that line, in nanoseconds; empty when the transcript does not tell.
     *
     * @param answered by the wall clock, which is the server's as well on one machine
     */
    static OptionalLong after(Instant answered, int answeredAt, JsonObject conversation, RecordedCall call) {
        int greeting = firstSound(call, 0);
        var first = lines(conversation).findFirst();
        var line = lines(conversation)
                .filter(said -> !Instant.parse(said.getString("at")).isBefore(answered))
                .findFirst();
        if (greeting < 0 || first.isEmpty() || line.isEmpty()) {
            return OptionalLong.empty();
        }
        int from = greeting + samples(line.get()) - samples(first.get());
        int heard = firstSound(call, Math.max(answeredAt, from - SLACK));
        return heard < 0 ? OptionalLong.empty() : OptionalLong.of((heard - answeredAt) * RecordedCall.NANOS_PER_SAMPLE);
    }

    /** What the assistant was heard to say. */
    private static Stream<JsonObject> lines(JsonObject conversation) {
        return conversation.getJsonArray("transcript").stream()
                .map(JsonObject.class::cast)
                .filter(line -> "assistant".equals(line.getString("from")) && line.getJsonObject("audio") != null);
    }

    private static int samples(JsonObject line) {
        return (int) (line.getJsonObject("audio").getLong("from_ms") * RecordedCall.SAMPLE_RATE / 1_000);
    }

    private static int firstSound(RecordedCall call, int from) {
        double[] levels = call.heardLevels();
        for (int i = 0; i < levels.length; i++) {
            if (call.heardAt()[i] >= from && levels[i] > Level.AUDIBLE_DB) {
                return call.heardAt()[i];
            }
        }
        return -1;
    }
}
