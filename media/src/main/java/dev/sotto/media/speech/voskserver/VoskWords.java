package dev.sotto.media.speech.voskserver;

import dev.sotto.media.speech.Hypothesis;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What Vosk writes, on a socket or in process: {@code {"partial":".."}} while words may change, {@code {"text":"..",
 * "result":[{"conf":0.9,..}]}} when they won't. An utterance may have several of the latter, one after the other.
 */
public final class VoskWords {
    /** What a message was. */
    public enum Kind {
        PARTIAL,
        RESULT,
        UNREADABLE
    }

    private static final double USUAL_CONFIDENCE = 0.8;

    private String settled = "";
    private String changing = "";
    private double confidences;
    private int counted;
    private int results;

    public Kind read(String message) {
        try {
            JsonObject json = new JsonObject(message);
            String text = json.getString("text");
            String partial = json.getString("partial");
            if (text == null) {
                changing = partial == null ? changing : partial.strip();
                return partial == null ? Kind.UNREADABLE : Kind.PARTIAL;
            }
            JsonArray result = json.getJsonArray("result", new JsonArray());
            for (int i = 0; i < result.size(); i++) {
                confidences += Math.max(0, Math.min(1, result.getJsonObject(i).getDouble("conf", USUAL_CONFIDENCE)));
                counted++;
            }
            settled = (settled + " " + text.strip()).strip();
            changing = "";
            results++;
            return Kind.RESULT;
        } catch (DecodeException | ClassCastException e) {
            return Kind.UNREADABLE;
        }
    }

    /** A result came, be it an empty one. */
    boolean afterEnd() {
        return results > 0;
    }

    public String text() {
        return (settled + " " + changing).strip();
    }

    /** Of the words that won't change any more. */
    public Hypothesis hypothesis() {
        if (settled.isEmpty()) {
            return Hypothesis.NOTHING;
        }
        return new Hypothesis(settled, counted == 0 ? USUAL_CONFIDENCE : confidences / counted);
    }
}
