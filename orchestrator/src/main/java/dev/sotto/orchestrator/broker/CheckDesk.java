package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.desk.AnswerRules;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.CardEvent;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.desk.KnownAnswers;
import dev.sotto.orchestrator.desk.Seat;
import dev.sotto.orchestrator.desk.Verdict;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.message.ToDesk.AnswerReply;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Checks whose right answer is known: cards like any other to the agent, which stand in no table but the audit, open no
 * tool and reach no conversation. They are put before people only while nobody waits. Owned by the broker's context.
 */
final class CheckDesk {
    private final Desk desk;
    private final KnownAnswers known;
    private final OfferDesk offers;
    private final Audit audit;
    private final GuidanceClock clock;

    CheckDesk(Desk desk, KnownAnswers known, OfferDesk offers, Audit audit, GuidanceClock clock) {
        this.desk = desk;
        this.known = known;
        this.offers = offers;
        this.audit = audit;
        this.clock = clock;
    }

    /** A real answer counts and has left the desk: it may teach something, and a check may follow. */
    void decided(Card answered, String agent, boolean approves) {
        Seat seat = desk.seat(agent);
        boolean decides = approves || answered.state() == GuidanceState.DECLINED;
        if (decides) {
            known.decided(
                    answered, approves, seat != null && seat.agent().role().equals("supervisor"));
        }
        if (desk.waiting().isEmpty()) {
            known.following(answered.id(), clock.now()).ifPresent(offers::open);
        }
    }

    boolean isCheck(String id) {
        return known.isCheck(id);
    }

    /** Acknowledged when the audit has it. */
    Future<AnswerReply> answer(Card card, ToDesk.Answer answer) {
        Verdict verdict = AnswerRules.judge(card.request(), answer.answer(), answer.choice(), answer.text());
        if (verdict instanceof Verdict.Invalid invalid) {
            return Future.succeededFuture(Views.reply(AnswerOutcome.INVALID, invalid.reason()));
        }
        var fits = (Verdict.Fits) verdict;
        var expected = known.over(card.id());
        if (expected.isEmpty()) {
            return Future.succeededFuture(Views.reply(AnswerOutcome.SUPERSEDED, "Somebody has answered it"));
        }
        Instant now = clock.now();
        boolean right = fits.approves() == expected.get().approve();
        var decision = new GuidanceAnswer(answer.answer(), answer.choice(), answer.text(), answer.agent(), now);
        offers.close(card.on(new CardEvent.Answered(decision, fits.state())));
        return audit.write(
                        card.id(),
                        now,
                        answer.agent(),
                        Audit.Deed.CHECK,
                        right ? "right" : "wrong",
                        (expected.get().approve() ? "approve" : "decline") + " was right, as in "
                                + expected.get().request().id())
                .map(Views.reply(AnswerOutcome.ACCEPTED, null));
    }
}
