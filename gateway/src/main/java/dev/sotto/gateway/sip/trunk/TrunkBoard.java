package dev.sotto.gateway.sip.trunk;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The newest state of every trunk: written by its registration, read by anybody. Any thread. */
public final class TrunkBoard {
    private final Trunks trunks;
    private final TrunkLoad load;
    private final InstantSource clock;
    private final Map<InetAddress, Trunk> registrars = new ConcurrentHashMap<>();
    private final Map<String, TrunkState> states = new ConcurrentHashMap<>();

    public TrunkBoard(Trunks trunks, TrunkLoad load, InstantSource clock) {
        this.trunks = trunks;
        this.load = load;
        this.clock = clock;
        Instant now = clock.instant();
        trunks.list().forEach(trunk -> states.put(trunk.name(), TrunkState.first(trunk, now)));
    }

    public Trunks trunks() {
        return trunks;
    }

    TrunkLoad load() {
        return load;
    }

    /** Who has registered us there: its calls are that trunk's; null for nobody. */
    @Nullable
    Trunk registeredAt(InetAddress address) {
        return registrars.get(address);
    }

    /** Where a trunk has us registered now; nowhere, where that is over. */
    void registeredAt(Trunk trunk, Collection<InetAddress> addresses) {
        registrars.values().removeIf(trunk::equals);
        addresses.forEach(address -> registrars.put(address, trunk));
    }

    public int calls(Trunk trunk) {
        return load.calls(trunk);
    }

    public TrunkState of(Trunk trunk) {
        return states.computeIfAbsent(trunk.name(), name -> TrunkState.first(trunk, clock.instant()));
    }

    /** Routes for requests of ours over that trunk (RFC 3608); empty where its registrar named none. */
    public List<String> serviceRoute(Trunk trunk) {
        return of(trunk).serviceRoute();
    }

    Instant now() {
        return clock.instant();
    }

    void update(Trunk trunk, UnaryOperator<TrunkState> change) {
        states.put(trunk.name(), change.apply(of(trunk)));
    }
}
