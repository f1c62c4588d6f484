package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.desk.Capacity;
import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.desk.Presence;
import dev.sotto.orchestrator.desk.Seat;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Presence of people and of their desk pages. Owned by the broker's context. */
final class SeatDesk {
    private final Desk desk;
    private final OfferDesk offers;
    private final SeatNews news;
    private final PresenceStore store;
    private final GuidanceClock clock;
    private final Duration disconnectGrace;
    private final Map<String, Integer> pages = new HashMap<>();

    SeatDesk(
            Desk desk,
            OfferDesk offers,
            SeatNews news,
            PresenceStore store,
            GuidanceClock clock,
            Duration disconnectGrace) {
        this.desk = desk;
        this.offers = offers;
        this.news = news;
        this.store = store;
        this.clock = clock;
        this.disconnectGrace = disconnectGrace;
    }

    Future<Void> load() {
        Instant now = clock.now();
        return store.all()
                .onSuccess(all -> all.forEach(saved ->
                        offers.apply(desk.presence(saved.agent(), saved.presence(), saved.capacity(), now), now)))
                .mapEmpty();
    }

    /** {@link ToDesk.AgentView} when durable, or {@link Refused}. */
    Future<Object> set(ToDesk.SetPresence wanted) {
        Optional<Presence> presence = Presence.parse(wanted.presence());
        Seat seat = desk.seat(wanted.agent());
        if (seat == null) {
            return Future.succeededFuture(new Refused("unknown", "There is no agent " + wanted.agent()));
        }
        if (presence.isEmpty() || !fits(wanted)) {
            return Future.succeededFuture(new Refused(
                    "invalid",
                    "Presence is available, busy, away or offline; capacities are 0 to " + Capacity.LARGEST));
        }
        Capacity capacity = new Capacity(
                wanted.capacity(),
                or(wanted.capacityVoice(), seat.capacity().voice()),
                or(wanted.capacityChat(), seat.capacity().chat()));
        return store.save(wanted.agent(), presence.get(), capacity, clock.now()).map(done -> {
            clock.cancel(graceKey(wanted.agent()));
            desk.signedIn(wanted.agent(), null);
            Instant now = clock.now();
            var moves = desk.presence(wanted.agent(), presence.get(), capacity, now);
            news.changed(wanted.agent(), null);
            offers.apply(moves, now);
            offers.attendanceChanged();
            return news.view(wanted.agent());
        });
    }

    void signedIn(ToDesk.SignedIn change) {
        desk.signedIn(change.agent(), change.until());
        offers.attendanceChanged();
    }

    /** Pages are counted: an agent may have several open. */
    void connected(ToDesk.DeskConnected change) {
        String agent = change.agent();
        if (desk.seat(agent) == null) {
            return;
        }
        int open = Math.max(0, pages.getOrDefault(agent, 0) + (change.connected() ? 1 : -1));
        pages.put(agent, open);
        if (change.connected()) {
            back(agent);
        } else if (open == 0) {
            offers.deskGone(agent);
            Instant now = clock.now();
            offers.apply(desk.lost(agent, now), now);
            clock.after(graceKey(agent), disconnectGrace, () -> gone(agent));
        }
    }

    private void back(String agent) {
        clock.cancel(graceKey(agent));
        offers.deskConnected(agent);
        Seat seat = desk.seat(agent);
        if (seat == null || seat.link() == Seat.Link.HERE) {
            return;
        }
        Instant now = clock.now();
        var moves = desk.reachable(agent, now);
        if (seat.link() == Seat.Link.GONE) {
            news.changed(agent, "desk connected");
        }
        offers.apply(moves, now);
        offers.attendanceChanged();
    }

    private void gone(String agent) {
        Instant now = clock.now();
        var moves = desk.unreachable(agent, now);
        news.changed(agent, "desk disconnected");
        offers.apply(moves, now);
        offers.attendanceChanged();
    }

    private static boolean fits(ToDesk.SetPresence wanted) {
        return Capacity.fits(wanted.capacity())
                && (wanted.capacityVoice() == null || Capacity.fits(wanted.capacityVoice()))
                && (wanted.capacityChat() == null || Capacity.fits(wanted.capacityChat()));
    }

    private static @Nullable Integer or(@Nullable Integer wanted, @Nullable Integer asBefore) {
        return wanted == null ? asBefore : wanted;
    }

    private static String graceKey(String agent) {
        return "grace:" + agent;
    }
}
