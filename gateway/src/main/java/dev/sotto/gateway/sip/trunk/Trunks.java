package dev.sotto.gateway.sip.trunk;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All trunks of the settings, in their order. Immutable, any thread. */
public final class Trunks {
    public static final Trunks NONE = new Trunks(List.of());

    private final List<Trunk> list;

    public Trunks(List<Trunk> list) {
        this.list = List.copyOf(list);
    }

    public List<Trunk> list() {
        return list;
    }

    public Optional<Trunk> named(String name) {
        return list.stream().filter(trunk -> trunk.name().equals(name)).findFirst();
    }

    /** The first trunk with a server over which that number (or user part) is called. */
    public Optional<Trunk> forOutgoing(String number) {
        return list.stream().filter(trunk -> trunk.calls(number)).findFirst();
    }

    /** The one whose narrowest block has that address; among equals the first. */
    @Nullable
    Trunk at(InetAddress address) {
        Trunk nearest = null;
        int most = -1;
        for (Trunk trunk : list) {
            int bits = trunk.bitsAround(address);
            if (bits > most) {
                most = bits;
                nearest = trunk;
            }
        }
        return nearest;
    }

    @Nullable
    Trunk ofUser(String user) {
        for (Trunk trunk : list) {
            if (trunk.authenticates() && trunk.user().equals(user)) {
                return trunk;
            }
        }
        return null;
    }

    /** Whether somebody at that address could show a password. */
    boolean anyUserAt(InetAddress address) {
        return list.stream().anyMatch(trunk -> trunk.authenticates() && trunk.acceptsFrom(address));
    }
}
