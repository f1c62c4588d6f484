package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.Pause;
import dev.sotto.orchestrator.desk.Seat;
import dev.sotto.orchestrator.message.ToDesk;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Seats as others see them, and what people are told about answers that did not count. */
final class Views {
    private Views() {}

    static ToDesk.AgentView of(Seat seat) {
        Pause pause = seat.pause();
        return new ToDesk.AgentView(
                seat.agent().name(),
                seat.agent().role(),
                seat.agent().skills().keySet().stream().sorted().toList(),
                seat.visiblePresence().wire(),
                seat.capacity().total(),
                seat.load(),
                new ToDesk.AgentDetail(
                        seat.agent().skills(),
                        seat.capacity().voice(),
                        seat.capacity().chat(),
                        seat.voiceLoad(),
                        pause == null ? null : pause.reason().wire(),
                        pause == null ? null : pause.until()));
    }

    /** What to tell somebody whose answer or acceptance did not count. */
    static ToDesk.AnswerReply refusal(@Nullable StoredCard stored, Instant now) {
        if (stored == null) {
            return reply(AnswerOutcome.UNKNOWN, "There is no such request");
        }
        Card card = stored.card();
        return switch (card.state()) {
            case ANSWERED, DECLINED -> {
                String agent =
                        card.answer() == null ? "Somebody" : card.answer().agent();
                yield reply(AnswerOutcome.SUPERSEDED, agent + " has answered it");
            }
            case EXPIRED -> reply(AnswerOutcome.TOO_LATE, "The time for it has run out");
            case WITHDRAWN -> withdrawn(card.withdrawn());
            case OPEN, OFFERED, ACCEPTED -> stillOpen(stored, now);
        };
    }

    private static ToDesk.AnswerReply withdrawn(@Nullable WithdrawReason reason) {
        if (reason == null) {
            return reply(AnswerOutcome.TOO_LATE, "It needs no answer any more");
        }
        return switch (reason) {
            case CALLER_GONE -> reply(AnswerOutcome.CALLER_GONE, "The caller has gone");
            case CANCELLED -> reply(AnswerOutcome.TOO_LATE, "The caller no longer wants it");
            case CORRECTED -> reply(AnswerOutcome.TOO_LATE, "The caller has corrected what it was about");
            case NOBODY_THERE -> reply(AnswerOutcome.TOO_LATE, "Nobody was at a desk, so the conversation went on");
            case TAKEN_OVER -> reply(AnswerOutcome.TOO_LATE, "The conversation has been taken over");
        };
    }

    private static ToDesk.AnswerReply stillOpen(StoredCard stored, Instant now) {
        if (stored.conversationEnded()) {
            return reply(AnswerOutcome.CALLER_GONE, "The caller has gone");
        }
        if (!now.isBefore(stored.card().request().answerBy())) {
            return reply(AnswerOutcome.TOO_LATE, "The time for it has run out");
        }
        return reply(AnswerOutcome.UNAVAILABLE, "Try again");
    }

    static ToDesk.AnswerReply reply(AnswerOutcome outcome, @Nullable String reason) {
        return new ToDesk.AnswerReply(outcome, reason);
    }

    static boolean isExpiry(Card card) {
        return card.state() == GuidanceState.EXPIRED || card.state() == GuidanceState.WITHDRAWN;
    }
}
