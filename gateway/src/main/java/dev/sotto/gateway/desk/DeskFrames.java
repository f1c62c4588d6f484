package dev.sotto.gateway.desk;

import dev.sotto.gateway.api.ConversationJson;
import dev.sotto.gateway.api.GuidanceJson;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What the server says on a desk socket. */
final class DeskFrames {
    private DeskFrames() {}

    static String of(DeskEvent event) {
        return json(event).encode();
    }

    private static JsonObject json(DeskEvent event) {
        if (event instanceof DeskEvent.GuidanceOffered offered) {
            return frame("guidance.offered")
                    .put("agent", offered.agent())
                    .put("guidance", GuidanceJson.of(offered.guidance()));
        }
        if (event instanceof DeskEvent.GuidanceChanged changed) {
            return frame("guidance.changed").put("guidance", GuidanceJson.of(changed.guidance()));
        }
        if (event instanceof DeskEvent.ConversationChanged changed) {
            return conversation(changed.conversation());
        }
        if (event instanceof DeskEvent.TurnAdded added) {
            return frame("turn")
                    .put("conversation", added.conversationId())
                    .put("line", ConversationJson.of(added.line()));
        }
        if (event instanceof DeskEvent.PartialHeard partial) {
            return frame("partial")
                    .put("conversation", partial.conversationId())
                    .put("text", partial.text());
        }
        if (event instanceof DeskEvent.SilenceChanged silence) {
            return frame("silence")
                    .put("conversation", silence.conversationId())
                    .put("now_ms", silence.nowMillis())
                    .put("longest_ms", silence.longestMillis());
        }
        var changed = (DeskEvent.PresenceChanged) event;
        return frame("presence.changed")
                .put("agent", GuidanceJson.of(changed.agent()))
                .put("reason", changed.reason());
    }

    /** Without the transcript, which is empty in the event and would look like one. */
    private static JsonObject conversation(ConversationView view) {
        JsonObject conversation = ConversationJson.of(view);
        conversation.remove("transcript");
        return frame("conversation.changed").put("conversation", conversation);
    }

    /** What a desk starts with; {@code settled}: requests that were settled a short while ago, newest first. */
    record Snapshot(
            Instant now,
            ToDesk.AgentView self,
            List<ToDesk.AgentView> agents,
            List<ToDesk.GuidanceView> guidance,
            List<ToDesk.GuidanceView> settled,
            List<ConversationView> conversations) {}

    static String of(Snapshot snapshot) {
        return frame("snapshot")
                .put("now", snapshot.now().toString())
                .put("agent", GuidanceJson.of(snapshot.self()))
                .put("agents", array(snapshot.agents(), GuidanceJson::of))
                .put("guidance", array(snapshot.guidance(), GuidanceJson::of))
                .put("settled", array(snapshot.settled(), GuidanceJson::of))
                .put("conversations", array(snapshot.conversations(), ConversationJson::of))
                .encode();
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonObject> json) {
        return new JsonArray(items.stream().map(json).toList());
    }

    static String error(String code, String message) {
        return frame("error").put("code", code).put("message", message).encode();
    }

    private static JsonObject frame(String type) {
        return new JsonObject().put("type", type);
    }
}
