package dev.sotto.gateway.api;

import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Guidance requests and agents as the interface shows them. */
public final class GuidanceJson {
    private GuidanceJson() {}

    public static JsonObject of(ToDesk.GuidanceView view) {
        GuidanceRequest request = view.request();
        return question(request)
                .put("state", view.state().toLowerCase(Locale.ROOT))
                .put("offeredTo", view.offeredTo())
                .put("offerUntil", ConversationJson.time(view.offerUntil()))
                .put("holders", ConversationJson.array(view.standing().holders(), GuidanceJson::of))
                .put("approvedBy", new JsonArray(view.standing().approvedBy()))
                .put("patience", view.standing().patienceSeconds())
                .put("bundle", view.standing().bundle())
                .put("unattended", view.standing().unattended())
                .put("answer", answer(view.answer()));
    }

    private static JsonObject question(GuidanceRequest request) {
        return new JsonObject()
                .put("id", request.id())
                .put("conversation", request.conversationId())
                .put("channel", request.channel())
                .put("task", request.task())
                .put("point", request.point())
                .put("kind", wireName(request.kind()))
                .put("question", request.question())
                .put("summary", request.summary())
                .put("excerpt", ConversationJson.array(request.excerpt(), GuidanceJson::of))
                .put("evidence", ConversationJson.array(request.evidence(), GuidanceJson::of))
                .put("proposals", proposals(request.proposals()))
                .put("approval", approval(request.approval()))
                .put("skill", request.skill())
                .put("customer", request.terms().customer())
                .put("risk", wireName(request.terms().risk()))
                .put("approvals", request.terms().approvals())
                .put("likely", request.terms().likely())
                .put("draft", request.terms().draft())
                .put("createdAt", request.createdAt().toString())
                .put("answerBy", request.answerBy().toString());
    }

    private static JsonObject of(ToDesk.Holder holder) {
        return new JsonObject()
                .put("agent", holder.agent())
                .put("accepted", holder.until() == null)
                .put("since", holder.since().toString())
                .put("until", ConversationJson.time(holder.until()));
    }

    static JsonObject of(ToDesk.GuidanceBundle bundle) {
        return new JsonObject()
                .put("bundle", bundle.bundle())
                .put("members", ConversationJson.array(bundle.members(), GuidanceJson::of));
    }

    static JsonObject of(ToDesk.MemberReply member) {
        return new JsonObject()
                .put("guidance", member.guidanceId())
                .put("outcome", wireName(member.reply().outcome()))
                .put("reason", member.reply().reason());
    }

    static JsonObject of(ToDesk.AuditLine line) {
        return new JsonObject()
                .put("guidance", line.guidanceId())
                .put("at", line.at().toString())
                .put("who", line.who())
                .put("what", line.what())
                .put("outcome", line.outcome())
                .put("detail", line.detail());
    }

    public static JsonObject of(ToDesk.AgentView agent) {
        return new JsonObject()
                .put("name", agent.name())
                .put("role", agent.role())
                .put("skills", new JsonArray(agent.skills()))
                .put("levels", levels(agent.detail()))
                .put("presence", agent.presence())
                .put("capacity", agent.capacity())
                .put("capacity_voice", agent.detail().capacityVoice())
                .put("capacity_chat", agent.detail().capacityChat())
                .put("load", agent.load())
                .put("load_voice", agent.detail().voiceLoad())
                .put("pausedFor", agent.detail().pausedFor())
                .put("pausedUntil", ConversationJson.time(agent.detail().pausedUntil()));
    }

    private static JsonObject levels(ToDesk.AgentDetail detail) {
        var levels = new JsonObject();
        detail.levels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(level -> levels.put(level.getKey(), level.getValue()));
        return levels;
    }

    static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject of(GuidanceRequest.Excerpt excerpt) {
        return new JsonObject()
                .put("from", excerpt.from())
                .put("text", excerpt.text())
                .put("at", excerpt.at().toString())
                .put("audio", ConversationJson.audio(excerpt.audio()));
    }

    private static JsonObject of(GuidanceRequest.Fact fact) {
        return new JsonObject().put("label", fact.label()).put("value", fact.value());
    }

    private static JsonArray proposals(List<GuidanceRequest.Proposal> proposals) {
        var array = new JsonArray();
        for (var proposal : proposals) {
            array.add(new JsonObject()
                    .put("n", array.size() + 1)
                    .put("label", proposal.label())
                    .put("decision", wireName(proposal.decision()))
                    .put("effect", proposal.effect())
                    .put("source", proposal.source())
                    .put("reason", proposal.reason())
                    .put("origin", origin(proposal.origin())));
        }
        return array;
    }

    private static @Nullable JsonObject origin(GuidanceRequest.@Nullable Origin origin) {
        return origin == null
                ? null
                : new JsonObject()
                        .put("times", origin.times())
                        .put("lastAgent", origin.lastAgent())
                        .put("lastAt", origin.lastAt().toString())
                        .put("outcome", origin.outcome());
    }

    private static @Nullable JsonObject approval(GuidanceRequest.@Nullable Approval approval) {
        return approval == null
                ? null
                : new JsonObject().put("tool", approval.tool()).put("with", ConversationJson.plain(approval.with()));
    }

    private static @Nullable JsonObject answer(@Nullable GuidanceAnswer answer) {
        return answer == null
                ? null
                : new JsonObject()
                        .put("answer", wireName(answer.answer()))
                        .put("choice", answer.choice())
                        .put("text", answer.text())
                        .put("agent", answer.agent())
                        .put("at", answer.at().toString());
    }
}
