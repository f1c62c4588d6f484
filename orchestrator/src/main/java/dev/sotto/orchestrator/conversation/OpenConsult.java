package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import dev.sotto.orchestrator.task.Op.OnTimeout;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question to a person, as the conversation sees it.
 *
 * @param point where in a task it was asked; null when it belongs to no task (a question that nothing covers)
 * @param state where it stands; a closed one is kept for the record
 * @param phrases how many phrases have bridged the wait for it
 * @param typing true once somebody has begun to write the answer
 * @param step which of the point's timeout policies is next
 * @param present how many people who could answer are at their desks, free or not; negative: not known yet
 */
public record OpenConsult(
        GuidanceRequest request,
        @Nullable ConsultPoint point,
        GuidanceState state,
        int available,
        int present,
        boolean typing,
        int phrases,
        int step,
        Instant since) {

    static OpenConsult asked(GuidanceRequest request, @Nullable ConsultPoint point, int step, Instant at) {
        return new OpenConsult(request, point, GuidanceState.OPEN, 1, -1, false, 0, step, at);
    }

    public String id() {
        return request.id();
    }

    public boolean isOpen() {
        return state.isOpen();
    }

    /** What happens when nobody answers this time; null when the file's policies are used up. */
    @Nullable
    OnTimeout policy() {
        return point == null || step >= point.onTimeout().size()
                ? null
                : point.onTimeout().get(step);
    }

    OpenConsult state(GuidanceState next) {
        return new OpenConsult(
                request,
                point,
                next,
                available,
                present,
                typing && next == GuidanceState.ACCEPTED,
                phrases,
                step,
                since);
    }

    OpenConsult available(int free, int atTheirDesks) {
        return new OpenConsult(request, point, state, free, atTheirDesks, typing, phrases, step, since);
    }

    OpenConsult beingTyped() {
        return new OpenConsult(request, point, GuidanceState.ACCEPTED, available, present, true, phrases, step, since);
    }

    OpenConsult bridged() {
        return new OpenConsult(request, point, state, available, present, typing, phrases + 1, step, since);
    }
}
