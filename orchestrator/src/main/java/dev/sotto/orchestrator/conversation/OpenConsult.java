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
 * @param available how many people could take it at once when it was asked
 * @param present how many people who could answer are at their desks, free or not; negative: not known yet
 * @param typing true once somebody has begun to write the answer
 * @param step which of the point's timeout policies is next
 * @param since when it was asked, or when a likely one was asked in earnest
 * @param early the decision on a likely request that the task has not come to yet, or null
 * @param drafted true for one that began as a likely request
 * @param voided true once the approval that it gave must not be used any more
 */
public record OpenConsult(
        GuidanceRequest request,
        @Nullable ConsultPoint point,
        GuidanceState state,
        int available,
        int present,
        boolean typing,
        int step,
        Instant since,
        Event.@Nullable GuidanceAnswered early,
        boolean drafted,
        boolean voided) {

    static OpenConsult asked(GuidanceRequest request, @Nullable ConsultPoint point, int step, Instant at) {
        return new OpenConsult(request, point, GuidanceState.OPEN, 1, -1, false, step, at, null, false, false);
    }

    public String id() {
        return request.id();
    }

    public boolean isOpen() {
        return state.isOpen();
    }

    /** Only drafted so far: the task has not come to it. */
    public boolean isLikely() {
        return request.terms().likely();
    }

    /** True when the customer waits for this one. */
    public boolean isWaitedFor() {
        return isOpen() && !isLikely();
    }

    /** The message that waits for a person's eyes, or null. */
    public @Nullable String draft() {
        return request.terms().draft();
    }

    /** What happens when nobody answers this time; null when the file's policies are used up. */
    @Nullable
    OnTimeout policy() {
        return point == null || step >= point.onTimeout().size()
                ? null
                : point.onTimeout().get(step);
    }

    OpenConsult state(GuidanceState next) {
        boolean still = typing && next == GuidanceState.ACCEPTED;
        int there = next == GuidanceState.OPEN ? present : Math.max(1, present);
        return new OpenConsult(request, point, next, available, there, still, step, since, early, drafted, voided);
    }

    OpenConsult available(int free, int atTheirDesks) {
        return new OpenConsult(request, point, state, free, atTheirDesks, typing, step, since, early, drafted, voided);
    }

    OpenConsult beingTyped() {
        GuidanceState taken = GuidanceState.ACCEPTED;
        return new OpenConsult(
                request, point, taken, available, Math.max(1, present), true, step, since, early, drafted, voided);
    }

    OpenConsult decidedEarly(Event.GuidanceAnswered answer) {
        return new OpenConsult(request, point, state, available, present, typing, step, since, answer, drafted, voided);
    }

    /** The task has come to it, with these facts. */
    OpenConsult inEarnest(GuidanceRequest now, Instant at) {
        return new OpenConsult(now, point, state, available, present, typing, step, at, early, true, voided);
    }

    OpenConsult madeVoid() {
        return new OpenConsult(request, point, state, available, present, typing, step, since, early, drafted, true);
    }
}
