package dev.sotto.gateway.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every connection of an endpoint, within its limits; those that we opened are found by where they lead. Loop thread only. */
final class ConnectionTable implements SipConnection.Owner {
    private static final int CHECK_MILLIS = 1_000;

    /** What makes two requests share a connection; whom the certificate names is a part of it. */
    private record Key(Protocol protocol, InetSocketAddress address, String domain) {
        static Key of(Hop hop) {
            return new Key(hop.protocol(), hop.address(), hop.protocol().encrypted() ? hop.domain() : "");
        }
    }

    private final ConnectionLimits limits;
    private final SipReceiver receiver;
    private final SipMeters meters;
    private final Set<SipConnection> all = new LinkedHashSet<>();
    private final Map<Key, SipConnection> opened = new HashMap<>();
    private final Map<InetAddress, Integer> accepted = new HashMap<>();
    private final Map<Protocol, Integer> counts = new EnumMap<>(Protocol.class);
    private long nowMillis;
    private long nextCheckMillis;

    ConnectionTable(ConnectionLimits limits, SipReceiver receiver, SipMeters meters, long nowMillis) {
        this.limits = limits;
        this.receiver = receiver;
        this.meters = meters;
        this.nowMillis = nowMillis;
        nextCheckMillis = nowMillis + CHECK_MILLIS;
    }

    /** The one that we have opened, or are opening, to there. */
    @Nullable
    SipConnection to(Hop hop) {
        return opened.get(Key.of(hop));
    }

    boolean isFull() {
        return all.size() >= limits.most();
    }

    /** Whether the peer may have one more. */
    boolean admits(InetAddress peer) {
        return !isFull() && accepted.getOrDefault(peer, 0) < limits.perAddress();
    }

    void add(SipConnection connection) {
        all.add(connection);
        count(connection, 1);
        if (connection.isOpenedByUs()) {
            opened.put(Key.of(connection.hop()), connection);
        } else {
            accepted.merge(address(connection), 1, Integer::sum);
        }
    }

    @Override
    public void onClosed(SipConnection connection) {
        if (!all.remove(connection)) {
            return;
        }
        count(connection, -1);
        if (connection.isOpenedByUs()) {
            opened.remove(Key.of(connection.hop()), connection);
        } else {
            accepted.computeIfPresent(address(connection), (peer, many) -> many == 1 ? null : many - 1);
        }
    }

    /** Time goes on; the limits of time are looked after once a second. */
    void advanceTo(long millis) {
        nowMillis = millis;
        if (millis >= nextCheckMillis) {
            nextCheckMillis = millis + CHECK_MILLIS;
            new ArrayList<>(all).forEach(connection -> connection.check(millis));
        }
    }

    void closeAll() {
        new ArrayList<>(all).forEach(SipConnection::close);
    }

    int size() {
        return all.size();
    }

    private void count(SipConnection connection, int change) {
        Protocol protocol = connection.protocol();
        meters.connections(protocol, counts.merge(protocol, change, Integer::sum));
    }

    private static InetAddress address(SipConnection connection) {
        return connection.hop().address().getAddress();
    }

    @Override
    public SipReceiver receiver() {
        return receiver;
    }

    @Override
    public SipMeters meters() {
        return meters;
    }

    @Override
    public ConnectionLimits limits() {
        return limits;
    }

    @Override
    public long nowMillis() {
        return nowMillis;
    }
}
