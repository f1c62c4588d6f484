package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.task.Review;
import dev.sotto.orchestrator.task.Task;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Approver mode: each message of a task that asks for it is put before a person, and goes out as they leave it. Messages
 * go out in the order in which they were written, whichever was decided first.
 */
final class Approver {
    private Approver() {}

    /** Puts a message before a person in place of saying it. */
    static void submit(Move move, Task task, String text, String cause, List<Effect> then) {
        GuidanceRequest request = RequestWriter.review(move, task, text);
        move.drafts.add(Draft.of(request.id(), text, cause, then));
        ask(move, request);
    }

    private static void ask(Move move, GuidanceRequest request) {
        move.consults.add(OpenConsult.asked(request, null, 0, move.now));
        move.effect(new Effect.RequestGuidance(request));
    }

    static void decided(Move move, OpenConsult consult, GuidanceAnswer answer) {
        Draft draft = find(move, consult.id());
        if (draft == null) {
            return;
        }
        String by = "reviewed by " + answer.agent() + " as " + consult.id() + ": " + draft.cause();
        if (answer.answer() == AnswerKind.EDIT || answer.answer() == AnswerKind.INSTRUCT) {
            replace(move, draft, draft.goingOut(answer.text().strip(), by));
        } else if (answer.answer() == AnswerKind.DECLINE) {
            replace(move, draft, draft.dropped());
        } else {
            replace(move, draft, draft.goingOut(draft.text(), by));
        }
        flush(move);
    }

    /** Nobody has looked at it in time. */
    static void expired(Move move, OpenConsult consult) {
        Draft draft = find(move, consult.id());
        Task task = move.playbook.tasks().get(consult.request().task());
        Review review = task == null ? null : task.review();
        if (draft == null || task == null || review == null) {
            return;
        }
        switch (review.otherwise()) {
            case WAIT -> {
                safe(move, review);
                GuidanceRequest again = RequestWriter.review(move, task, draft.text());
                replace(move, draft, draft.asked(again.id()));
                ask(move, again);
            }
            case DROP -> {
                safe(move, review);
                replace(move, draft, draft.dropped());
            }
            case ACCEPT ->
                replace(
                        move,
                        draft,
                        draft.goingOut(draft.text(), "review.otherwise: accept, nobody looked: " + draft.cause()));
        }
        flush(move);
    }

    private static void safe(Move move, Review review) {
        if (review.safe() != null && move.frame != null) {
            move.bridge(review.safe().render(TaskRun.scope(move, move.frame)), "nobody has reviewed a message yet");
        } else if (review.safe() != null) {
            move.bridge(review.safe().render(Map.of()), "nobody has reviewed a message yet");
        } else {
            Patience.phrase(move, Wait.REVIEWED, move.now, "nobody has reviewed a message yet");
        }
    }

    private static void flush(Move move) {
        while (!move.drafts.isEmpty() && move.drafts.get(0).decided()) {
            Draft draft = move.drafts.remove(0);
            if (draft.words() != null) {
                if (draft.words().equals(draft.text())) {
                    move.again(draft.words(), draft.cause());
                } else {
                    move.edited(draft.words(), draft.cause());
                }
            }
            draft.then().forEach(move::effect);
        }
    }

    private static @Nullable Draft find(Move move, String guidanceId) {
        return move.drafts.stream()
                .filter(draft -> draft.guidanceId().equals(guidanceId))
                .findFirst()
                .orElse(null);
    }

    private static void replace(Move move, Draft old, Draft next) {
        move.drafts.set(move.drafts.indexOf(old), next);
    }
}
