package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.ToDesk.RulesOn;
import dev.sotto.orchestrator.message.ToMemory;
import dev.sotto.orchestrator.message.ToMemory.Recalled;
import dev.sotto.orchestrator.message.ToMemory.RuleAnswer;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * New requests, and what the memory of answers knows of them. A card goes out at once and its remembered proposals follow;
 * only where a rule is switched on does it wait for the memory, and then no longer than a person would notice. Without a
 * memory it goes out as it is. Owned by the broker's context.
 */
final class MemoryLine {
    private static final long HOLD_MILLIS = 50;
    private static final DeliveryOptions WITHIN = new DeliveryOptions().setSendTimeout(3_000);

    private final EventBus bus;
    private final String memory;
    private final OfferDesk offers;
    private final AnswerDesk answers;
    private final BrokerMeters meters;
    private Set<String> rulesOn = Set.of();

    MemoryLine(EventBus bus, Addresses addresses, OfferDesk offers, AnswerDesk answers, BrokerMeters meters) {
        this.bus = bus;
        this.memory = addresses.memory();
        this.offers = offers;
        this.answers = answers;
        this.meters = meters;
    }

    void rulesOn(RulesOn change) {
        rulesOn = change.points();
    }

    private static boolean isLearnable(GuidanceRequest request) {
        return request.terms().learns()
                && request.terms().draft() == null
                && !request.terms().likely();
    }

    /** What is remembered comes to a card that is open already. */
    void follow(GuidanceRequest request) {
        if (isLearnable(request)) {
            propose(request, recall(request));
        }
    }

    /** Puts a request that is durable before people, or has a rule answer it. */
    Future<Void> begin(GuidanceRequest request) {
        if (!isLearnable(request)) {
            offers.open(Card.asked(request));
            return Future.succeededFuture();
        }
        Future<Recalled> known = recall(request);
        if (!rulesOn.contains(RulesOn.point(request))) {
            open(request, known);
            return Future.succeededFuture();
        }
        return known.timeout(HOLD_MILLIS, TimeUnit.MILLISECONDS)
                .<@Nullable RuleAnswer>map(Recalled::rule)
                .otherwise(late -> {
                    meters.memoryLate();
                    return null;
                })
                .compose(rule ->
                        rule == null ? Future.succeededFuture(false) : answers.byRule(Card.asked(request), rule))
                .map(answered -> {
                    if (!answered) {
                        open(request, known);
                    }
                    return null;
                });
    }

    private void open(GuidanceRequest request, Future<Recalled> known) {
        offers.open(Card.asked(request));
        propose(request, known);
    }

    private void propose(GuidanceRequest request, Future<Recalled> known) {
        known.onSuccess(recalled -> offers.propose(request.id(), recalled.proposals()));
    }

    private Future<Recalled> recall(GuidanceRequest request) {
        return bus.request(memory, new ToMemory.Recall(request), WITHIN)
                .compose(reply -> reply.body() instanceof Recalled recalled
                        ? Future.succeededFuture(recalled)
                        : Future.<Recalled>failedFuture("the memory can't say"))
                .onFailure(cause -> meters.memoryFailed());
    }
}
