package dev.sotto.gateway;

import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What SIP endpoints count. One per endpoint: gauges are of its own connections. */
final class SipCounters implements SipMeters {
    private final MeterRegistry registry;
    private final Map<Protocol, AtomicInteger> connections = new EnumMap<>(Protocol.class);
    private final Map<Protocol, Counter> received = new EnumMap<>(Protocol.class);
    private final Map<Protocol, Counter> sent = new EnumMap<>(Protocol.class);

    SipCounters(MeterRegistry registry) {
        this.registry = registry;
        for (Protocol protocol : Protocol.values()) {
            if (protocol.reliable()) {
                Tags tags = Tags.of("protocol", lower(protocol));
                connections.put(protocol, registry.gauge("sotto.sip.connections", tags, new AtomicInteger()));
                received.put(
                        protocol, registry.counter("sotto.sip.connection.bytes", tags.and("direction", "received")));
                sent.put(protocol, registry.counter("sotto.sip.connection.bytes", tags.and("direction", "sent")));
            }
        }
    }

    @Override
    public void received(String method) {
        registry.counter("sotto.sip.requests.received", "method", method).increment();
    }

    @Override
    public void sent(int status) {
        registry.counter("sotto.sip.responses.sent", "status", Integer.toString(status))
                .increment();
    }

    @Override
    public void retransmissionReceived() {
        registry.counter("sotto.sip.retransmissions", "direction", "received").increment();
    }

    @Override
    public void retransmissionSent() {
        registry.counter("sotto.sip.retransmissions", "direction", "sent").increment();
    }

    @Override
    public void malformed() {
        registry.counter("sotto.sip.malformed").increment();
    }

    @Override
    public void dropped(Drop why) {
        registry.counter("sotto.sip.dropped", "reason", lower(why)).increment();
    }

    @Override
    public void connections(Protocol protocol, int open) {
        AtomicInteger gauge = connections.get(protocol);
        if (gauge != null) {
            gauge.set(open);
        }
    }

    @Override
    public void connected(Protocol protocol, boolean byPeer) {
        registry.counter("sotto.sip.connected", "protocol", lower(protocol), "by", byPeer ? "peer" : "us")
                .increment();
    }

    @Override
    public void cut(Protocol protocol, Cut why) {
        registry.counter("sotto.sip.connections.cut", "protocol", lower(protocol), "reason", lower(why))
                .increment();
    }

    @Override
    public void bytes(Protocol protocol, boolean incoming, int octets) {
        Counter counter = (incoming ? received : sent).get(protocol);
        if (counter != null) {
            counter.increment(octets);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
