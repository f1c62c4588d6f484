package dev.sotto.gateway.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** What Via and Contact say of us. */
class OwnAddressTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 5070);

    private static String towards(OwnAddress own, Protocol protocol) {
        return own.towards(Hop.of(protocol, PEER)).toString();
    }

    @Test
    void everyProtocolHasThePortItIsListenedOnAt() {
        OwnAddress own = new OwnAddress(null);
        own.boundTo(Protocol.UDP, new InetSocketAddress("192.0.2.1", 5060));
        own.boundTo(Protocol.TLS, new InetSocketAddress("192.0.2.1", 5071));
        assertThat(towards(own, Protocol.UDP)).isEqualTo("192.0.2.1:5060");
        assertThat(towards(own, Protocol.TLS)).isEqualTo("192.0.2.1:5071");
    }

    @Test
    void advertisedHostIsToldWithOurPort() {
        OwnAddress own = new OwnAddress("sip.example.org");
        own.boundTo(Protocol.TCP, new InetSocketAddress("10.0.0.1", 5080));
        assertThat(towards(own, Protocol.TCP)).isEqualTo("sip.example.org:5080");
    }

    @Test
    void onAnyAddressItIsTheOneThatLeadsToThePeer() {
        OwnAddress own = new OwnAddress(null);
        own.boundTo(Protocol.UDP, new InetSocketAddress("0.0.0.0", 5060));
        assertThat(towards(own, Protocol.UDP)).isEqualTo("127.0.0.1:5060");
    }

    @Test
    void whereWeDontListenTheUsualPortIsNamed() {
        OwnAddress own = new OwnAddress(null);
        own.boundTo(Protocol.UDP, new InetSocketAddress("127.0.0.1", 4000));
        assertThat(towards(own, Protocol.TLS)).isEqualTo("127.0.0.1:5061");
    }
}
