package dev.sotto.orchestrator.conversation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Approvals that a conversation holds and has not used. What it lets go of without using it is void from then on. */
final class Approvals {
    private Approvals() {}

    /** Voids what {@code before} held, this move has not used, and nobody holds any more. */
    static void voidLost(Conversation before, Move move) {
        Map<String, String> held = held(before);
        if (move.decision != null) {
            put(held, move.decision);
        }
        if (!held.isEmpty()) {
            voidLost(held, move);
        }
        for (Effect effect : move.effects()) {
            OpenConsult consult =
                    effect instanceof Effect.VoidApproval voided ? move.consult(voided.guidanceId()) : null;
            if (consult != null) {
                move.replace(consult.madeVoid());
            }
        }
    }

    private static void voidLost(Map<String, String> held, Move move) {
        Set<String> kept = new HashSet<>(held(move.freeze()).keySet());
        Set<String> done = new HashSet<>();
        for (Effect effect : move.effects()) {
            if (effect instanceof Effect.CallTool call && call.token() != null) {
                kept.add(call.token());
            } else if (effect instanceof Effect.VoidApproval voided) {
                done.add(voided.guidanceId());
            }
        }
        held.forEach((token, guidanceId) -> {
            if (!kept.contains(token) && !done.contains(guidanceId)) {
                move.effect(new Effect.VoidApproval(guidanceId, "the conversation has no use for it any more"));
            }
        });
    }

    /** Tokens and the requests they answer. */
    private static Map<String, String> held(Conversation conversation) {
        Map<String, String> held = new HashMap<>();
        conversation.frames().forEach(frame -> {
            frame.grants().values().forEach(grant -> {
                if (grant.token() != null && grant.guidanceId() != null) {
                    held.put(grant.token(), grant.guidanceId());
                }
            });
            if (frame.recheck() != null) {
                put(held, frame.recheck().answer());
            }
            // a call under way may be asked for again after a crash, with the same token
            if (frame.call() != null && frame.call().token() != null) {
                held.remove(frame.call().token());
            }
        });
        conversation.model().rechecks().forEach(check -> held.put(check.token(), check.guidanceId()));
        conversation.answers().forEach(answer -> put(held, answer));
        if (conversation.outreach().held() != null) {
            put(held, conversation.outreach().held());
        }
        for (OpenConsult consult : conversation.consults()) {
            if (consult.early() != null && consult.isOpen()) {
                put(held, consult.early());
            }
        }
        return held;
    }

    private static void put(Map<String, String> held, Event.GuidanceAnswered answer) {
        if (answer.token() != null) {
            held.put(answer.token(), answer.guidanceId());
        }
    }
}
