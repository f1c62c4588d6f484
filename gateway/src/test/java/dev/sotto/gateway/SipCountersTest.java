package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipMeters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

/** What an operator sees of SIP's connections. */
class SipCountersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SipCounters counters = new SipCounters(registry);

    @Test
    void connectionsAreSeenByProtocol() {
        counters.connected(Protocol.TLS, true);
        counters.connections(Protocol.TLS, 3);
        counters.bytes(Protocol.TLS, true, 500);
        counters.connections(Protocol.UDP, 1);
        assertThat(registry.scrape())
                .contains("sotto_sip_connections{protocol=\"tls\"} 3.0")
                .contains("sotto_sip_connected_total{by=\"peer\",protocol=\"tls\"} 1.0")
                .contains("sotto_sip_connection_bytes_total{direction=\"received\",protocol=\"tls\"} 500.0")
                .doesNotContain("udp");
    }

    @Test
    void whatIsCutIsSeenByItsReason() {
        counters.cut(Protocol.WS, SipMeters.Cut.TOO_MANY);
        counters.dropped(SipMeters.Drop.TRUNCATED);
        assertThat(registry.scrape())
                .contains("sotto_sip_connections_cut_total{protocol=\"ws\",reason=\"too_many\"} 1.0")
                .contains("sotto_sip_dropped_total{reason=\"truncated\"} 1.0");
    }
}
