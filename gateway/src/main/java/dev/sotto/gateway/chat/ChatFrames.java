package dev.sotto.gateway.chat;

import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.message.ToEdge;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the server says on a chat socket. */
final class ChatFrames {
    private ChatFrames() {}

    static String welcome(Visit visit, boolean resumed, String company) {
        return frame("welcome")
                .put("conversation", visit.conversationId())
                .put("resume", visit.resume())
                .put("resumed", resumed)
                .put("company", company)
                .encode();
    }

    /** The customer's own lines have no id here: the client gave them another. */
    static String message(String conversationId, Line line) {
        JsonObject frame = frame("message");
        if (line.from() != Party.CUSTOMER) {
            frame.put("id", conversationId + "/" + line.number());
        }
        return frame.put("number", line.number())
                .put("from", name(line.from()))
                .put("text", line.text())
                .put("at", line.at().toString())
                .encode();
    }

    static String ack(String id) {
        return frame("ack").put("id", id).encode();
    }

    static String typing(ToEdge.Typing typing) {
        return frame("typing")
                .put("from", name(typing.from()))
                .put("on", typing.on())
                .encode();
    }

    static String ended(String reason) {
        return frame("ended").put("reason", reason).encode();
    }

    static String error(String code, String message, @Nullable String id) {
        JsonObject frame = frame("error").put("code", code).put("message", message);
        return (id == null ? frame : frame.put("id", id)).encode();
    }

    private static JsonObject frame(String type) {
        return new JsonObject().put("type", type);
    }

    private static String name(Party party) {
        return party.name().toLowerCase(Locale.ROOT);
    }
}
