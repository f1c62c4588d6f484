package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.CardEvent;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What conversations want: ask, promote what was likely, withdraw, hear again. Owned by the broker's context. */
final class AskDesk {
    private final Desk desk;
    private final OfferDesk offers;
    private final GuidanceStore store;
    private final GuidanceDelivery delivery;
    private final Audit audit;
    private final GuidanceClock clock;
    private final int largestDesk;
    private final MemoryLine memory;
    private final Map<String, Future<Void>> asking = new HashMap<>();

    AskDesk(
            Desk desk,
            OfferDesk offers,
            GuidanceStore store,
            GuidanceDelivery delivery,
            Audit audit,
            GuidanceClock clock,
            MemoryLine memory,
            int largestDesk) {
        this.desk = desk;
        this.offers = offers;
        this.store = store;
        this.delivery = delivery;
        this.audit = audit;
        this.clock = clock;
        this.memory = memory;
        this.largestDesk = largestDesk;
    }

    Future<Object> ask(GuidanceRequest request) {
        if (desk.openCards() >= largestDesk) {
            return Future.succeededFuture(new Refused("full", "Too many questions are open"));
        }
        Object noted = noted(request);
        Future<Void> asked =
                store.insert(request).compose(isNew -> isNew ? memory.begin(request) : askedAgain(request.id()));
        // what is not on the desk any more was answered at once: somebody could
        return inTurn(request.id(), asked)
                .map(done -> desk.card(request.id()) == null ? new ToDesk.GuidanceNoted(1, 1) : noted);
    }

    /** Its first asking may be on its way yet. */
    Future<Object> promote(ToDesk.Promote promotion) {
        Future<Void> asked = asking.get(promotion.guidanceId());
        return asked == null
                ? promoteAsked(promotion)
                : asked.otherwiseEmpty().compose(done -> promoteAsked(promotion));
    }

    private Future<Object> promoteAsked(ToDesk.Promote promotion) {
        GuidanceRequest real = promotion.request();
        Object noted = noted(real);
        return store.find(promotion.guidanceId()).compose(stored -> {
            if (stored == null) {
                return ask(real);
            }
            Future<Void> promoted = store.promote(
                            real, sameQuestion(stored.card().request(), real))
                    .compose(first -> first ? promoted(real) : askedAgain(real.id()));
            return inTurn(real.id(), promoted).map(noted);
        });
    }

    /** One that had expired is not on the desk any more. */
    private Future<Void> promoted(GuidanceRequest real) {
        audit.note(real.id(), clock.now(), null, Audit.Deed.PROMOTED);
        if (desk.card(real.id()) != null) {
            offers.promote(real);
            memory.follow(real);
            return Future.succeededFuture();
        }
        return askedAgain(real.id());
    }

    private static boolean sameQuestion(GuidanceRequest drafted, GuidanceRequest real) {
        return Objects.equals(drafted.approval(), real.approval())
                && drafted.proposals().equals(real.proposals());
    }

    private Object noted(GuidanceRequest request) {
        return new ToDesk.GuidanceNoted(desk.available(request), desk.present(request.skill(), clock.now()));
    }

    private Future<Void> inTurn(String id, Future<Void> work) {
        asking.put(id, work);
        return work.eventually(() -> {
            asking.remove(id, work);
            return Future.succeededFuture();
        });
    }

    /** The first time may have been written without our learning of it. */
    private Future<Void> askedAgain(String id) {
        return store.find(id)
                .onSuccess(stored -> {
                    if (stored != null && stored.card().state().isOpen() && desk.card(id) == null) {
                        offers.restore(stored.card());
                    } else if (stored != null && !stored.card().state().isOpen()) {
                        delivery.deliverAgain(stored);
                    }
                })
                .mapEmpty();
    }

    /** A withdrawal may overtake its own request on the way to the database. */
    Future<Object> withdraw(ToDesk.Withdraw withdrawal) {
        Future<Void> asked = asking.get(withdrawal.guidanceId());
        return asked == null
                ? withdrawAsked(withdrawal)
                : asked.otherwiseEmpty().compose(done -> withdrawAsked(withdrawal));
    }

    private Future<Object> withdrawAsked(ToDesk.Withdraw withdrawal) {
        Card here = desk.card(withdrawal.guidanceId());
        if (here != null) {
            return withdraw(here, withdrawal.reason()).map(Ok.OK);
        }
        return store.find(withdrawal.guidanceId())
                .compose(stored -> stored == null || !stored.card().state().isOpen()
                        ? Future.succeededFuture()
                        : withdraw(stored.card(), withdrawal.reason()))
                .map(Ok.OK);
    }

    Future<Void> withdraw(Card card, WithdrawReason reason) {
        Card withdrawn = card.on(new CardEvent.Withdrawn(reason));
        return store.close(withdrawn, clock.now())
                .onSuccess(first -> {
                    if (first) {
                        offers.close(withdrawn);
                        audit.note(card.id(), clock.now(), null, Audit.Deed.WITHDRAWN, null, reason.name());
                    } else {
                        offers.refresh(card.id());
                    }
                })
                .mapEmpty();
    }

    Future<Object> reconcile(ToDesk.Reconcile reconcile) {
        List<Future<Void>> sent =
                reconcile.openGuidance().stream().map(this::resend).toList();
        return Future.all(sent).map(Ok.OK);
    }

    /**
     * A withdrawn request goes out as expired: nobody will answer it, and the conversation must not wait. It does not wait
     * for what is only likely.
     */
    private Future<Void> resend(String id) {
        return store.find(id)
                .onSuccess(stored -> {
                    if (stored != null && !stored.card().state().isOpen() && !isForgotten(stored.card())) {
                        delivery.deliverAgain(stored);
                    }
                })
                .mapEmpty();
    }

    private static boolean isForgotten(Card card) {
        return card.isLikely() && card.state() == GuidanceState.EXPIRED;
    }
}
