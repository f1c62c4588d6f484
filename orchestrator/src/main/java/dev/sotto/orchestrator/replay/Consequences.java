package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.OpenConsult;
import dev.sotto.orchestrator.conversation.Stage;
import dev.sotto.orchestrator.conversation.Step;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.task.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns steps of the machine into consequences. Remembers which answer a token belongs to; one conversation each. */
final class Consequences {
    private final Map<String, String> guidanceByToken = new HashMap<>();

    List<Consequence> of(Conversation before, Event event, Step step) {
        if (event instanceof Event.GuidanceAnswered answered && answered.token() != null) {
            guidanceByToken.put(answered.token(), answered.guidanceId());
        }
        List<Consequence> consequences = new ArrayList<>();
        policy(before, event, consequences);
        stage(before.stage(), step.next().stage(), consequences);
        for (Effect effect : step.effects()) {
            Consequence consequence = of(effect);
            if (consequence != null) {
                consequences.add(consequence);
            }
        }
        return List.copyOf(consequences);
    }

    private static void policy(Conversation before, Event event, List<Consequence> consequences) {
        if (!(event instanceof Event.GuidanceExpired expired)) {
            return;
        }
        OpenConsult consult = before.consult(expired.guidanceId());
        if (consult == null || !consult.isOpen() || consult.point() == null) {
            return;
        }
        List<Op.OnTimeout> policies = consult.point().onTimeout();
        if (consult.step() < policies.size()) {
            consequences.add(new Consequence.PolicyApplied(
                    consult.id(),
                    consult.point().name(),
                    policies.get(consult.step()).policy(),
                    consult.step()));
        }
    }

    private static void stage(Stage before, Stage after, List<Consequence> consequences) {
        if (after instanceof Stage.WithAgent with && !after.equals(before)) {
            consequences.add(new Consequence.TakenOver(with.agent()));
        } else if (before instanceof Stage.WithAgent was && after instanceof Stage.Serving) {
            consequences.add(new Consequence.HandedBack(was.agent()));
        }
    }

    private @Nullable Consequence of(Effect effect) {
        if (effect instanceof Effect.Speak speak) {
            TranscriptLine line = speak.line();
            String from = line.from().name().toLowerCase(Locale.ROOT);
            return new Consequence.Said(line.number(), from, line.text(), speak.cause(), false);
        }
        if (effect instanceof Effect.SentenceBlocked blocked) {
            return new Consequence.Blocked(blocked.text(), "its claim has no cause", false);
        }
        if (effect instanceof Effect.CallTool call) {
            String guidance = call.token() == null ? null : guidanceByToken.get(call.token());
            return new Consequence.ToolWanted(call.callId(), call.tool(), call.with(), guidance, call.rule());
        }
        if (effect instanceof Effect.RequestGuidance request) {
            return new Consequence.GuidanceRequested(request.request());
        }
        if (effect instanceof Effect.PromoteGuidance promoted) {
            return new Consequence.GuidancePromoted(promoted.request());
        }
        if (effect instanceof Effect.VoidApproval voided) {
            return new Consequence.ApprovalVoided(voided.guidanceId(), voided.reason());
        }
        return leaving(effect);
    }

    private static @Nullable Consequence leaving(Effect effect) {
        if (effect instanceof Effect.WithdrawGuidance withdrawn) {
            return new Consequence.GuidanceWithdrawn(withdrawn.guidanceId(), withdrawn.reason());
        }
        if (effect instanceof Effect.Transfer transfer) {
            return new Consequence.Transferred(transfer.target());
        }
        return effect instanceof Effect.HangUp hangUp ? new Consequence.HungUp(hangUp.termination()) : null;
    }
}
