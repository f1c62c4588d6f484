package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.desk.AnswerRules;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.CardEvent;
import dev.sotto.orchestrator.desk.ChosenAnswer;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.desk.Hold;
import dev.sotto.orchestrator.desk.Seat;
import dev.sotto.orchestrator.desk.Verdict;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.message.ToDesk.AnswerReply;
import dev.sotto.orchestrator.message.ToMemory.RuleAnswer;
import dev.sotto.orchestrator.tool.GrantedApproval;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acceptances and answers of people. Any agent may answer any open card; the database decides which answer was first,
 * and the reply says what became of this one. Where two must approve, the first approval is as durable as any answer,
 * and the second counts only after exactly the approvals that it was judged by. Owned by the broker's context.
 */
final class AnswerDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerDesk.class);
    /** An answer is judged anew when an approval came in between, which can happen once. */
    private static final int JUDGEMENTS = 3;

    /**
     * How an answer was given.
     *
     * @param detail what the audit should say of it, or null
     * @param timed true when the agent took their time over this very card
     */
    record Manner(@Nullable String detail, boolean timed) {
        static final Manner SINGLE = new Manner(null, true);
        static final Manner BY_RULE = new Manner("by a rule", false);
    }

    private record Given(ToDesk.Answer answer, Manner manner, Instant at) {
        GuidanceAnswer decision(Card card) {
            return ChosenAnswer.of(card.request(), answer.answer(), answer.choice(), answer.text(), answer.agent(), at);
        }
    }

    private final Desk desk;
    private final OfferDesk offers;
    private final PauseDesk pauses;
    private final CheckDesk checks;
    private final GuidanceStore store;
    private final Audit audit;
    private final GuidanceDelivery delivery;
    private final GuidanceClock clock;
    private final BrokerSettings settings;
    private final BrokerMeters meters;

    AnswerDesk(
            Desk desk,
            OfferDesk offers,
            PauseDesk pauses,
            CheckDesk checks,
            GuidanceStore store,
            Audit audit,
            GuidanceDelivery delivery,
            GuidanceClock clock,
            BrokerSettings settings,
            BrokerMeters meters) {
        this.desk = desk;
        this.offers = offers;
        this.pauses = pauses;
        this.checks = checks;
        this.store = store;
        this.audit = audit;
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
        if (card.hold(accept.agent()).map(Hold::isAccepted).orElse(false)) {
            return Future.succeededFuture(accepted());
        }
        if (card.on(new CardEvent.Accepted(accept.agent(), clock.now())).equals(card)) {
            return Future.succeededFuture(Views.reply(AnswerOutcome.SUPERSEDED, taken(card, accept.agent())));
        }
        return offers.accept(card, accept.agent())
                .map(accepted())
                .otherwise(Views.reply(AnswerOutcome.UNAVAILABLE, "Try again"));
    }

    private static String taken(Card card, String agent) {
        return card.isApprovedBy(agent)
                ? "You have approved it already; a second person must approve"
                : card.holds().stream().map(Hold::agent).collect(Collectors.joining(" and ")) + " has it";
    }

    Future<AnswerReply> reassign(ToDesk.Reassign wanted) {
        Card card = desk.card(wanted.guidanceId());
        Seat seat = desk.seat(wanted.agent());
        if (seat == null) {
            return Future.succeededFuture(unknownAgent(wanted.agent()));
        }
        if (card == null) {
            return refusal(wanted.guidanceId());
        }
        if (card.hold(wanted.agent()).isPresent()) {
            return Future.succeededFuture(accepted());
        }
        if (card.isLikely() || card.isApprovedBy(wanted.agent())) {
            String reason = card.isLikely() ? "It has not been asked yet" : wanted.agent() + " has approved it already";
            return Future.succeededFuture(Views.reply(AnswerOutcome.INVALID, reason));
        }
        if (!seat.visiblePresence().isThere()) {
            return Future.succeededFuture(Views.reply(AnswerOutcome.INVALID, wanted.agent() + " is not at their desk"));
        }
        return offers.reassign(card, wanted)
                .map(done -> done ? accepted() : Views.reply(AnswerOutcome.UNAVAILABLE, "Try again"))
                .otherwise(Views.reply(AnswerOutcome.UNAVAILABLE, "Try again"));
    }

    Future<AnswerReply> answer(ToDesk.Answer answer) {
        return answer(answer, Manner.SINGLE);
    }

    Future<AnswerReply> answer(ToDesk.Answer answer, Manner manner) {
        var given = new Given(answer, manner, clock.now());
        if (desk.seat(answer.agent()) == null) {
            return Future.succeededFuture(unknownAgent(answer.agent()));
        }
        return card(answer.guidanceId())
                .compose(card -> card == null
                        ? store.find(answer.guidanceId()).map(stored -> refused(stored, given))
                        : judged(card, given, JUDGEMENTS))
                .otherwise(cause -> unavailable(answer, cause))
                .onSuccess(reply -> replied(given, reply));
    }

    /** True when a rule's answer to a request that no person has seen counts; false: ask a person. */
    Future<Boolean> byRule(Card card, RuleAnswer rule) {
        var answer = new ToDesk.Answer(card.id(), rule.by(), rule.answer(), rule.choice(), rule.text());
        return judged(card, new Given(answer, Manner.BY_RULE, clock.now()), 1)
                .map(reply -> reply.outcome() == AnswerOutcome.ACCEPTED)
                .otherwise(false);
    }

    private void replied(Given given, AnswerReply reply) {
        meters.answered(reply.outcome(), Duration.between(given.at(), clock.now()));
        if (reply.outcome() != AnswerOutcome.ACCEPTED && reply.outcome() != AnswerOutcome.UNKNOWN) {
            audit.note(
                    given.answer().guidanceId(),
                    given.at(),
                    given.answer().agent(),
                    Audit.Deed.ANSWERED,
                    reply.outcome().name().toLowerCase(Locale.ROOT),
                    reply.reason());
        }
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

    private Future<AnswerReply> judged(Card card, Given given, int judgements) {
        ToDesk.Answer answer = given.answer();
        if (checks.isCheck(card.id())) {
            pause(card, given, answer.answer() == AnswerKind.APPROVE);
            return checks.answer(card, answer);
        }
        Verdict verdict = AnswerRules.judge(card, answer.agent(), answer.answer(), answer.choice(), answer.text());
        if (verdict instanceof Verdict.Invalid invalid) {
            return Future.succeededFuture(Views.reply(AnswerOutcome.INVALID, invalid.reason()));
        }
        if (verdict instanceof Verdict.Again again) {
            return Future.succeededFuture(Views.reply(AnswerOutcome.SUPERSEDED, again.reason()));
        }
        if (verdict instanceof Verdict.First) {
            return store.approve(card, given.decision(card), detail(given, "first of two"))
                    .compose(counts -> counts ? first(card, given) : lost(card, given, judgements));
        }
        var fits = (Verdict.Fits) verdict;
        Card answered = card.on(new CardEvent.Answered(given.decision(card), fits.state()));
        return store.answer(
                        answered,
                        approval(card, fits, given),
                        fits.approves(),
                        given.manner().detail())
                .compose(won -> won == null ? lost(card, given, judgements) : won(answered, fits, won, given));
    }

    private static @Nullable String detail(Given given, String more) {
        return given.manner().detail() == null
                ? more
                : more + ", " + given.manner().detail();
    }

    private Future<AnswerReply> first(Card card, Given given) {
        pause(card, given, true);
        offers.approved(card.id(), new CardEvent.Approved(given.decision(card)));
        return Future.succeededFuture(accepted());
    }

    private Future<AnswerReply> won(Card answered, Verdict.Fits fits, GuidanceStore.Won won, Given given) {
        pause(answered, given, fits.approves());
        offers.close(answered);
        delivery.deliver(answered, won.token(), given.at());
        checks.decided(answered, given.answer().agent(), fits.approves());
        return Future.succeededFuture(accepted());
    }

    private void pause(Card card, Given given, boolean approves) {
        if (given.manner().timed()) {
            pauses.answered(card, given.answer().agent(), approves);
        }
    }

    /** Another answer, another end, or only another approval came first. */
    private Future<AnswerReply> lost(Card card, Given given, int judgements) {
        return store.find(card.id()).compose(stored -> {
            if (stored != null
                    && judgements > 1
                    && stored.card().state().isOpen()
                    && stored.card().approvals().size() != card.approvals().size()) {
                return judged(stored.card(), given, judgements - 1);
            }
            AnswerReply reply = refused(stored, given);
            if (reply.outcome() == AnswerOutcome.CALLER_GONE) {
                withdrawForgotten(card.id());
            } else {
                offers.refresh(card.id());
            }
            return Future.succeededFuture(reply);
        });
    }

    /** What counts may be theirs: the acknowledgement was lost on its way, and they have said the same again. */
    private AnswerReply refused(@Nullable StoredCard stored, Given given) {
        GuidanceAnswer kept = stored == null ? null : stored.card().answer();
        if (stored != null && kept != null && given.decision(stored.card()).says(kept)) {
            return accepted();
        }
        return Views.refusal(stored, clock.now());
    }

    /** The conversation has ended and its withdrawal never came: it crashed in between. */
    private void withdrawForgotten(String id) {
        Card card = desk.card(id);
        if (card != null) {
            Card withdrawn = card.on(new CardEvent.Withdrawn(WithdrawReason.CALLER_GONE));
            store.close(withdrawn, clock.now()).onSuccess(first -> offers.close(withdrawn));
        }
    }

    private @Nullable GrantedApproval approval(Card card, Verdict.Fits fits, Given given) {
        if (fits.approved() == null || card.request().approval() == null) {
            return null;
        }
        var people = Stream.concat(
                        card.approvals().stream().map(GuidanceAnswer::agent),
                        Stream.of(given.answer().agent()))
                .toList();
        return GrantedApproval.byPeople(
                card.request(), fits.approved(), people, given.at().plus(life(card)));
    }

    /** A question that may be answered for an hour, before somebody is called back, is worth as much time to act on. */
    private Duration life(Card card) {
        Duration open =
                Duration.between(card.request().createdAt(), card.request().answerBy());
        return open.compareTo(settings.tokenLife()) > 0 ? open : settings.tokenLife();
    }

    Future<AnswerReply> refusal(String id) {
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
