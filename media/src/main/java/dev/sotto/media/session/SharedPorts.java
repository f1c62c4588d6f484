package dev.sotto.media.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which calls may share a port. Only peers that are known to send from exactly where their description says can be told apart by
 * address: a host has to prove it in a call on a port of its own first, and loses that standing with the first call that doesn't.
 * Phones behind a translating router never get here. Loop only; one per engine.
 */
final class SharedPorts {
    private static final int HOSTS = 4_096;
    private static final long REST_NANOS = 5_000_000_000L;

    private final MediaEngine.Parts parts;
    private final int lanesPerPort;
    private final List<SharedPort> ports = new ArrayList<>();
    /** True: exact; false: not. The least recently seen is forgotten. */
    private final Map<InetAddress, Boolean> hosts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Boolean> eldest) {
            return size() > HOSTS;
        }
    };
    /** When a peer's address may have a lane again: packets of its last call may still come. */
    private final Map<InetSocketAddress, Long> resting = new HashMap<>();

    private long sweepNanos;

    SharedPorts(MediaEngine.Parts parts) {
        this.parts = parts;
        this.lanesPerPort =
                DatagramChannels.batching(parts.loop()) ? parts.settings().lanesPerPort() : 0;
    }

    /** What a call has shown of its peer: whether sound came from exactly the address that was described. */
    void learn(InetAddress host, boolean exact) {
        hosts.merge(host, exact, Boolean::logicalAnd);
    }

    /** A lane for a call with that peer; null where it must have ports of its own. */
    @Nullable
    MediaSocket open(@Nullable InetSocketAddress peer) {
        if (lanesPerPort == 0 || peer == null || !hosts.getOrDefault(peer.getAddress(), false) || rests(peer)) {
            return null;
        }
        for (SharedPort port : ports) {
            if (port.open() < lanesPerPort) {
                MediaSocket lane = port.join(peer, this);
                if (lane != null) {
                    return lane;
                }
            }
        }
        SharedPort port = bind();
        return port == null ? null : port.join(peer, this);
    }

    private boolean rests(InetSocketAddress peer) {
        long now = parts.nanoClock().getAsLong();
        if (now - sweepNanos > REST_NANOS) {
            sweepNanos = now;
            resting.values().removeIf(until -> now - until > 0);
        }
        Long until = resting.get(peer);
        return until != null && until - now > 0;
    }

    private @Nullable SharedPort bind() {
        try {
            int number = parts.ports().allocate();
            SharedPort port = SharedPort.open(parts, number);
            if (port == null) {
                parts.ports().release(number);
                return null;
            }
            ports.add(port);
            return port;
        } catch (NoPortException e) {
            return null;
        }
    }

    /** A call has left its lane; the port goes with the last one. */
    void left(SharedPort port, @Nullable InetSocketAddress peer) {
        if (peer != null) {
            resting.put(peer, parts.nanoClock().getAsLong() + REST_NANOS);
        }
        if (port.open() == 0) {
            ports.remove(port);
            port.close();
        }
    }

    /** At the end of every tick. */
    void flush() {
        for (int i = 0; i < ports.size(); i++) {
            ports.get(i).flush();
        }
    }

    int ports() {
        return ports.size();
    }
}
