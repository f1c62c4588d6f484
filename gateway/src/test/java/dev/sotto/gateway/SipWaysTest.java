package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.config.SettingsLoader;
import dev.sotto.gateway.sip.transport.TlsContexts;
import dev.sotto.gateway.sip.transport.TransportSettings;
import dev.sotto.gateway.web.Origins;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what an operator sets to what an endpoint does. */
class SipWaysTest {
    private static TransportSettings ways(Map<String, String> environment) throws Exception {
        return SipWays.of(new SettingsLoader(environment).load().sip());
    }

    @Test
    void withoutSettingsThereAreUdpAndTcp() throws Exception {
        assertThat(ways(Map.of())).isEqualTo(TransportSettings.DEFAULT);
    }

    @Test
    void everySettingArrives() throws Exception {
        TransportSettings ways = ways(Map.of(
                "SOTTO_SIP_TLS_CERTIFICATE", "cert.pem",
                "SOTTO_SIP_TLS_KEY", "key.pem",
                "SOTTO_SIP_TLS_TRUST", "trust.pem",
                "SOTTO_SIP_TLS_CLIENTS", "request",
                "SOTTO_SIP_TLS_PORT", "6061",
                "SOTTO_SIP_WS_PORT", "8088",
                "SOTTO_SIP_WS_ORIGINS", "https://a.test https://b.test",
                "SOTTO_SIP_CONNECTIONS_MAX", "10",
                "SOTTO_SIP_CONNECTIONS_IDLE", "5m",
                "SOTTO_SIP_DNS", "192.0.2.53 [2001:db8::53]:5353"));
        assertThat(ways.tls().port()).isEqualTo(6061);
        assertThat(ways.tls().trust()).contains(Path.of("trust.pem"));
        assertThat(ways.tls().clients()).isEqualTo(TransportSettings.ClientCertificate.REQUEST);
        assertThat(ways.webSocket())
                .isEqualTo(
                        new TransportSettings.WebSocket(8088, new Origins(Set.of("https://a.test", "https://b.test"))));
        assertThat(ways.connections().most()).isEqualTo(10);
        assertThat(ways.connections().idle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(ways.dnsServers())
                .containsExactly(new InetSocketAddress("192.0.2.53", 53), new InetSocketAddress("2001:db8::53", 5353));
    }

    @Test
    void dnsServerMustBeAnAddress() {
        assertThatThrownBy(() -> ways(Map.of("SOTTO_SIP_DNS", "ns.example.org")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sip.dns must be addresses")
                .hasMessageContaining("ns.example.org");
    }

    @Test
    void certificateThatCannotBeReadIsNamed(@TempDir Path folder) throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "nothing of the kind");
        TransportSettings ways =
                ways(Map.of("SOTTO_SIP_TLS_CERTIFICATE", broken.toString(), "SOTTO_SIP_TLS_KEY", broken.toString()));
        assertThatThrownBy(() -> TlsContexts.load(ways.tls()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broken.pem");
    }
}
