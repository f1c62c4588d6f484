package dev.sotto.gateway.webcall;

import dev.sotto.orchestrator.conversation.TranscriptLine;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What the server says on a call's socket. */
final class CallFrames {
    private CallFrames() {}

    static String answer(String sdp) {
        return frame("answer").put("sdp", sdp).encode();
    }

    static String turn(TranscriptLine line) {
        return frame("turn")
                .put("number", line.number())
                .put("from", line.from().name().toLowerCase(Locale.ROOT))
                .put("text", line.text())
                .put("cut", line.cut())
                .put("at", line.at().toString())
                .encode();
    }

    static String partial(String text) {
        return frame("partial").put("text", text).encode();
    }

    static String ended(String reason) {
        return frame("ended").put("reason", reason).encode();
    }

    static String error(String code, String message) {
        return frame("error").put("code", code).put("message", message).encode();
    }

    private static JsonObject frame(String type) {
        return new JsonObject().put("type", type);
    }
}
