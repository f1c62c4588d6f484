package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.desk.Presence;
import dev.sotto.orchestrator.desk.Seat;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Presence of people and of their desk pages. Owned by the broker's context. */
final class SeatDesk {
    private final EventBus bus;
    private final Addresses addresses;
    private final Desk desk;
    private final OfferDesk offers;
    private final PresenceStore store;
    private final GuidanceClock clock;
    private final BrokerSettings settings;
    private final Map<String, Integer> pages = new HashMap<>();

    SeatDesk(
            EventBus bus,
            Addresses addresses,
            Desk desk,
            OfferDesk offers,
            PresenceStore store,
            GuidanceClock clock,
            BrokerSettings settings) {
        this.bus = bus;
        this.addresses = addresses;
        this.desk = desk;
        this.offers = offers;
        this.store = store;
        this.clock = clock;
        this.settings = settings;
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
        if (desk.seat(wanted.agent()) == null) {
            return Future.succeededFuture(new Refused("unknown", "There is no agent " + wanted.agent()));
        }
        if (presence.isEmpty() || wanted.capacity() < 0 || wanted.capacity() > Seat.LARGEST_CAPACITY) {
            return Future.succeededFuture(new Refused(
                    "invalid",
                    "Presence is available, busy, away or offline; capacity is 0 to " + Seat.LARGEST_CAPACITY));
        }
        Instant at = clock.now();
        return store.save(wanted.agent(), presence.get(), wanted.capacity(), at).map(done -> {
            clock.cancel(graceKey(wanted.agent()));
            Instant now = clock.now();
            var moves = desk.presence(wanted.agent(), presence.get(), wanted.capacity(), now);
            changed(wanted.agent(), null);
            offers.apply(moves, now);
            return view(wanted.agent());
        });
    }

    /** Pages are counted: an agent may have several open. */
    void connected(ToDesk.DeskConnected change) {
        String agent = change.agent();
        Seat seat = desk.seat(agent);
        if (seat == null) {
            return;
        }
        int open = Math.max(0, pages.getOrDefault(agent, 0) + (change.connected() ? 1 : -1));
        pages.put(agent, open);
        if (change.connected()) {
            clock.cancel(graceKey(agent));
            offers.deskConnected(agent);
            Instant now = clock.now();
            if (!seat.reachable()) {
                var moves = desk.reachable(agent, now);
                changed(agent, "desk connected");
                offers.apply(moves, now);
            }
        } else if (open == 0) {
            offers.deskGone(agent);
            clock.after(graceKey(agent), settings.disconnectGrace(), () -> gone(agent));
        }
    }

    private void gone(String agent) {
        Instant now = clock.now();
        var moves = desk.unreachable(agent, now);
        changed(agent, "desk disconnected");
        offers.apply(moves, now);
    }

    private void changed(String agent, @Nullable String reason) {
        bus.publish(addresses.deskEvents(), new DeskEvent.PresenceChanged(view(agent), reason));
    }

    private ToDesk.AgentView view(String agent) {
        Seat seat = desk.seat(agent);
        if (seat == null) {
            throw new IllegalStateException("no seat of " + agent);
        }
        return Views.of(seat);
    }

    private static String graceKey(String agent) {
        return "grace:" + agent;
    }
}
