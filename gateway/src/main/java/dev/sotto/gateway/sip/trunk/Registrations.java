package dev.sotto.gateway.sip.trunk;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Keeps every trunk registered that wants to be, and asks those that are to be asked whether they are there. Loop thread only. */
public final class Registrations {
    private final List<Registration> registrations = new ArrayList<>();
    private final List<Pinging> pings = new ArrayList<>();

    public Registrations(Trunks trunks, TrunkLine line, Locator locator, TrunkBoard board, TrunkMeters meters) {
        for (Trunk trunk : trunks.list()) {
            trunk.registration()
                    .ifPresent(account ->
                            registrations.add(new Registration(trunk, account, line, locator, board, meters)));
            trunk.server()
                    .filter(server -> !trunk.ping().isZero())
                    .ifPresent(server -> pings.add(new Pinging(trunk, server, line, locator, board, meters)));
        }
    }

    public void start() {
        registrations.forEach(Registration::start);
        pings.forEach(Pinging::start);
    }

    /** Takes all of it back; completes within some seconds, whatever the others do. */
    public Future<Void> stop() {
        pings.forEach(Pinging::stop);
        return Future.join(registrations.stream().map(Registration::stop).toList())
                .mapEmpty();
    }
}
