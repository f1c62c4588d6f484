package dev.sotto.gateway.api;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.replay.Consequence;
import dev.sotto.orchestrator.replay.Course;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A journal as the interface shows it: facts, and what followed from each. */
final class CourseJson {
    private CourseJson() {}

    static JsonObject of(Course course) {
        return new JsonObject()
                .put("conversation", course.conversationId())
                .put("playbook", course.playbook().name().toLowerCase(Locale.ROOT))
                .put("entries", ConversationJson.array(course.entries(), CourseJson::of));
    }

    private static JsonObject of(Course.Entry entry) {
        return ConversationJson.of(entry.fact())
                .put("effects", ConversationJson.array(entry.consequences(), CourseJson::of));
    }

    private static JsonObject of(Consequence consequence) {
        if (consequence instanceof Consequence.Said said) {
            return effect("said")
                    .put("line", said.line())
                    .put("from", said.from())
                    .put("text", said.text())
                    .put("cause", said.cause())
                    .put("durable", said.durable());
        }
        if (consequence instanceof Consequence.Blocked blocked) {
            return effect("blocked")
                    .put("text", blocked.text())
                    .put("cause", blocked.cause())
                    .put("durable", blocked.durable());
        }
        if (consequence instanceof Consequence.ToolWanted wanted) {
            return effect("tool_wanted")
                    .put("call", wanted.call())
                    .put("tool", wanted.tool())
                    .put("with", ConversationJson.plain(wanted.with()))
                    .put("guidance", wanted.guidance())
                    .put("rule", wanted.rule());
        }
        return people(consequence);
    }

    private static JsonObject people(Consequence consequence) {
        if (consequence instanceof Consequence.GuidanceRequested requested) {
            return request("guidance_requested", requested.request());
        }
        if (consequence instanceof Consequence.GuidancePromoted promoted) {
            return request("guidance_promoted", promoted.request());
        }
        if (consequence instanceof Consequence.ApprovalVoided voided) {
            return effect("approval_voided").put("guidance", voided.guidance()).put("reason", voided.reason());
        }
        if (consequence instanceof Consequence.GuidanceWithdrawn withdrawn) {
            return effect("guidance_withdrawn")
                    .put("guidance", withdrawn.guidance())
                    .put("reason", GuidanceJson.wireName(withdrawn.reason()));
        }
        if (consequence instanceof Consequence.PolicyApplied applied) {
            return effect("policy_applied")
                    .put("guidance", applied.guidance())
                    .put("point", applied.point())
                    .put("policy", GuidanceJson.wireName(applied.policy()))
                    .put("step", applied.step());
        }
        if (consequence instanceof Consequence.TakenOver taken) {
            return effect("taken_over").put("agent", taken.agent());
        }
        if (consequence instanceof Consequence.HandedBack back) {
            return effect("handed_back").put("agent", back.agent());
        }
        if (consequence instanceof Consequence.Transferred transferred) {
            return effect("transferred").put("target", transferred.target());
        }
        return effect("hung_up").put("termination", ((Consequence.HungUp) consequence).termination());
    }

    private static JsonObject request(String type, GuidanceRequest request) {
        return effect(type)
                .put("guidance", request.id())
                .put("point", request.point())
                .put("kind", GuidanceJson.wireName(request.kind()))
                .put("question", request.question())
                .put("skill", request.skill())
                .put("likely", request.terms().likely())
                .put("answerBy", request.answerBy().toString());
    }

    private static JsonObject effect(String type) {
        return new JsonObject().put("type", type);
    }
}
