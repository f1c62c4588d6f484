package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What others may read about cards. The desk's own are fresher than the database, which is a write behind. Owned by the
 * broker's context.
 */
final class CardReader {
    private static final int MOST_LISTED = 1_000;

    private final Desk desk;
    private final CardViews views;
    private final GuidanceStore store;
    private final Audit audit;

    CardReader(Desk desk, CardViews views, GuidanceStore store, Audit audit) {
        this.desk = desk;
        this.views = views;
        this.store = store;
        this.audit = audit;
    }

    Future<Object> list(ToDesk.ListGuidance list) {
        if (list.state().equals("open")) {
            var open = desk.cards().stream()
                    .limit(bounded(list.limit()))
                    .map(views::of)
                    .toList();
            return Future.succeededFuture(new ToDesk.GuidanceList(open));
        }
        Optional<GuidanceState> state = state(list.state());
        if (state.isEmpty() && !list.state().equals("all")) {
            return Future.succeededFuture(new Refused("invalid", "There is no state " + list.state()));
        }
        return store.list(state.orElse(null), bounded(list.limit())).map(this::listed);
    }

    Future<Object> settled(ToDesk.ListSettled settled) {
        return store.settled(settled.since(), bounded(settled.limit())).map(this::listed);
    }

    Future<Object> read(String id) {
        Card here = desk.card(id);
        if (here != null) {
            return Future.succeededFuture(views.of(here));
        }
        return store.find(id).map(stored -> stored == null ? unknown() : views.of(stored.card()));
    }

    Future<Object> bundle(String id) {
        var members = desk.bundled(id).stream().map(views::of).toList();
        if (members.isEmpty()) {
            return read(id).map(view ->
                    view instanceof ToDesk.GuidanceView alone ? new ToDesk.GuidanceBundle(null, List.of(alone)) : view);
        }
        return Future.succeededFuture(new ToDesk.GuidanceBundle(desk.bundle(id), members));
    }

    Future<Object> audit(String id) {
        return audit.of(id).map(ToDesk.AuditTrail::new);
    }

    Future<Object> checks(ToDesk.ListChecks list) {
        return audit.newest(Audit.Deed.CHECK, bounded(list.limit())).map(ToDesk.AuditTrail::new);
    }

    private Object listed(List<StoredCard> cards) {
        return new ToDesk.GuidanceList(
                cards.stream().map(stored -> views.of(stored.card())).toList());
    }

    private static Object unknown() {
        return new Refused("unknown", "There is no such request");
    }

    private static int bounded(int limit) {
        return Math.max(0, Math.min(limit, MOST_LISTED));
    }

    private static Optional<GuidanceState> state(String wire) {
        for (GuidanceState state : GuidanceState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(wire)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
