package dev.sotto.media.speech.openai;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.service.PlainWords;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a transcription says. */
record TranscriptionAnswer(Hypothesis hypothesis) {
    /** The plain answer doesn't tell how sure the model is. */
    private static final double USUAL_CONFIDENCE = 0.8;

    /** Such models write something whatever they hear; above this they believe that nobody spoke. */
    private static final double NO_SPEECH = 0.6;

    /** Null when it is none. */
    static @Nullable TranscriptionAnswer parse(String json) {
        try {
            JsonObject answer = new JsonObject(json);
            String text = answer.getString("text");
            if (text == null) {
                return null;
            }
            String words = PlainWords.of(text);
            double confidence = confidence(answer.getJsonArray("segments", new JsonArray()));
            return new TranscriptionAnswer(
                    words.isEmpty() || confidence == 0 ? Hypothesis.NOTHING : new Hypothesis(words, confidence));
        } catch (DecodeException | ClassCastException e) {
            return null;
        }
    }

    /** The mean of the segments' word probability; 0 when nobody spoke. */
    private static double confidence(JsonArray segments) {
        if (segments.isEmpty()) {
            return USUAL_CONFIDENCE;
        }
        double sum = 0;
        int spoken = 0;
        for (int i = 0; i < segments.size(); i++) {
            JsonObject segment = segments.getJsonObject(i);
            if (segment.getDouble("no_speech_prob", 0.0) < NO_SPEECH) {
                sum += Math.exp(Math.min(0, segment.getDouble("avg_logprob", Math.log(USUAL_CONFIDENCE))));
                spoken++;
            }
        }
        return spoken == 0 ? 0 : sum / spoken;
    }
}
