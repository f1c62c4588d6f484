package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.desk.Desk;
import dev.sotto.orchestrator.desk.Seat;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.eventbus.EventBus;
import org.jspecify.annotations.Nullable;

/** Tells desks what has become of an agent's presence. */
final class SeatNews {
    private final EventBus bus;
    private final Addresses addresses;
    private final Desk desk;

    SeatNews(EventBus bus, Addresses addresses, Desk desk) {
        this.bus = bus;
        this.addresses = addresses;
        this.desk = desk;
    }

    void changed(String agent, @Nullable String reason) {
        bus.publish(addresses.deskEvents(), new DeskEvent.PresenceChanged(view(agent), reason));
    }

    ToDesk.AgentView view(String agent) {
        Seat seat = desk.seat(agent);
        if (seat == null) {
            throw new IllegalStateException("no seat of " + agent);
        }
        return Views.of(seat);
    }
}
