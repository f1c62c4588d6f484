package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question to a person, as the conversation sees it.
 *
 * @param point where in a task it was asked; null when it belongs to no task (a question that nothing covers)
 * @param state where it stands; a closed one is kept for the record
 * @param phrases how many phrases have bridged the wait for it
 * @param escalated how often it went to another skill
 */
public record OpenConsult(
        GuidanceRequest request,
        @Nullable ConsultPoint point,
        GuidanceState state,
        int available,
        int phrases,
        int escalated,
        Instant since) {

    public String id() {
        return request.id();
    }

    public boolean isOpen() {
        return state.isOpen();
    }

    OpenConsult state(GuidanceState next) {
        return new OpenConsult(request, point, next, available, phrases, escalated, since);
    }

    OpenConsult available(int agents) {
        return new OpenConsult(request, point, state, agents, phrases, escalated, since);
    }

    OpenConsult bridged() {
        return new OpenConsult(request, point, state, available, phrases + 1, escalated, since);
    }
}
