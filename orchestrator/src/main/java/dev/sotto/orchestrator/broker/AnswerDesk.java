package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.desk.AnswerRules;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.CardEvent;
import dev.sotto.orchestrator.desk.ChosenAnswer;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.desk.Verdict;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.message.ToDesk.AnswerReply;
import dev.sotto.orchestrator.message.ToMemory.RuleAnswer;
import dev.sotto.orchestrator.tool.GrantedApproval;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acceptances and answers of people. Any agent may answer any open card; the database decides which answer was first,
 * and the reply says what became of this one. Owned by the broker's context.
 */
final class AnswerDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerDesk.class);

    private final Desk desk;
    private final OfferDesk offers;
    private final GuidanceStore store;
    private final GuidanceDelivery delivery;
    private final GuidanceClock clock;
    private final BrokerSettings settings;
    private final BrokerMeters meters;

    AnswerDesk(
            Desk desk,
            OfferDesk offers,
            GuidanceStore store,
            GuidanceDelivery delivery,
            GuidanceClock clock,
            BrokerSettings settings,
            BrokerMeters meters) {
        this.desk = desk;
        this.offers = offers;
        this.store = store;
        this.delivery = delivery;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
    }

    Future<AnswerReply> accept(ToDesk.Accept accept) {
        Card card = desk.card(accept.guidanceId());
        if (desk.seat(accept.agent()) == null) {
            return Future.succeededFuture(unknownAgent(accept.agent()));
        }
        if (card == null) {
            return refusal(accept.guidanceId());
        }
        if (card.state() == GuidanceState.ACCEPTED) {
            return Future.succeededFuture(
                    accept.agent().equals(card.agent())
                            ? accepted()
                            : Views.reply(AnswerOutcome.SUPERSEDED, card.agent() + " has it"));
        }
        return offers.accept(card, accept.agent())
                .map(accepted())
                .otherwise(Views.reply(AnswerOutcome.UNAVAILABLE, "Try again"));
    }

    Future<AnswerReply> answer(ToDesk.Answer answer) {
        Instant began = clock.now();
        if (desk.seat(answer.agent()) == null) {
            return Future.succeededFuture(unknownAgent(answer.agent()));
        }
        return card(answer.guidanceId())
                .compose(card -> card == null ? refusal(answer.guidanceId()) : judged(card, answer, began))
                .otherwise(cause -> unavailable(answer, cause))
                .onSuccess(reply -> meters.answered(reply.outcome(), Duration.between(began, clock.now())));
    }

    /** True when a rule's answer to a request that no person has seen counts; false: ask a person. */
    Future<Boolean> byRule(Card card, RuleAnswer rule) {
        var answer = new ToDesk.Answer(card.id(), rule.by(), rule.answer(), rule.choice(), rule.text());
        return judged(card, answer, clock.now())
                .map(reply -> reply.outcome() == AnswerOutcome.ACCEPTED)
                .otherwise(false);
    }

    /** The open card, which may be on another node's desk. */
    private Future<@Nullable Card> card(String id) {
        Card here = desk.card(id);
        if (here != null) {
            return Future.succeededFuture(here);
        }
        return store.find(id)
                .map(stored -> stored != null && stored.card().state().isOpen() ? stored.card() : null);
    }

    private Future<AnswerReply> judged(Card card, ToDesk.Answer answer, Instant now) {
        Verdict verdict = AnswerRules.judge(card.request(), answer.answer(), answer.choice(), answer.text());
        if (verdict instanceof Verdict.Invalid invalid) {
            return Future.succeededFuture(Views.reply(AnswerOutcome.INVALID, invalid.reason()));
        }
        var fits = (Verdict.Fits) verdict;
        GuidanceAnswer decision =
                ChosenAnswer.of(card.request(), answer.answer(), answer.choice(), answer.text(), answer.agent(), now);
        Card answered = card.on(new CardEvent.Answered(decision, fits.state()));
        return store.answer(answered, approval(card, fits, answer.agent(), now), now)
                .compose(won -> won == null ? lost(answer.guidanceId()) : won(answered, won, now));
    }

    private Future<AnswerReply> won(Card answered, GuidanceStore.Won won, Instant at) {
        offers.close(answered);
        delivery.deliver(answered, won.token(), at);
        return Future.succeededFuture(accepted());
    }

    private Future<AnswerReply> lost(String id) {
        return refusal(id).onSuccess(reply -> {
            if (reply.outcome() == AnswerOutcome.CALLER_GONE) {
                withdrawForgotten(id);
            } else {
                offers.refresh(id);
            }
        });
    }

    /** The conversation has ended and its withdrawal never came: it crashed in between. */
    private void withdrawForgotten(String id) {
        Card card = desk.card(id);
        if (card != null) {
            Card withdrawn = card.on(new CardEvent.Withdrawn(WithdrawReason.CALLER_GONE));
            store.close(withdrawn, clock.now()).onSuccess(first -> offers.close(withdrawn));
        }
    }

    private @Nullable GrantedApproval approval(Card card, Verdict.Fits fits, String agent, Instant now) {
        if (fits.approved() == null || card.request().approval() == null) {
            return null;
        }
        return GrantedApproval.byPeople(
                card.request(), fits.approved(), List.of(agent), now.plus(settings.tokenLife()));
    }

    private Future<AnswerReply> refusal(String id) {
        return store.find(id)
                .map(stored -> Views.refusal(stored, clock.now()))
                .otherwise(Views.reply(AnswerOutcome.UNAVAILABLE, "Try again"));
    }

    /** It may have been written all the same, if only the acknowledgement was lost. */
    private AnswerReply unavailable(ToDesk.Answer answer, Throwable cause) {
        LOG.atError()
                .addKeyValue("guidanceId", answer.guidanceId())
                .addKeyValue("agentId", answer.agent())
                .addKeyValue("cause", cause.toString())
                .log("An answer could not be written");
        offers.later(answer.guidanceId(), () -> offers.refresh(answer.guidanceId()));
        return Views.reply(AnswerOutcome.UNAVAILABLE, "Your answer could not be written. Try again");
    }

    private static AnswerReply accepted() {
        return Views.reply(AnswerOutcome.ACCEPTED, null);
    }

    private static AnswerReply unknownAgent(String agent) {
        return Views.reply(AnswerOutcome.INVALID, "There is no agent " + agent);
    }
}
