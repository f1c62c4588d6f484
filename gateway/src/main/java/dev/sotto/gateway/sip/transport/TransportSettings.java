package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.web.Origins;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an endpoint offers beside UDP.
 *
 * @param dnsServers who is asked for names; empty: whom the machine asks
 */
public record TransportSettings(
        boolean tcp, Tls tls, WebSocket webSocket, ConnectionLimits connections, List<InetSocketAddress> dnsServers) {
    public static final TransportSettings DEFAULT =
            new TransportSettings(true, Tls.NONE, WebSocket.NONE, ConnectionLimits.DEFAULT, List.of());
    public static final int NO_PORT = -1;

    public TransportSettings {
        dnsServers = List.copyOf(dnsServers);
    }

    /** Whether clients of ours must show a certificate. */
    public enum ClientCertificate {
        NONE,
        REQUEST,
        REQUIRE
    }

    /**
     * Certificates, all PEM files; the key PKCS #8.
     *
     * @param certificate our chain; empty: TLS is not listened on, and our own connections show none
     * @param trust whom we believe; empty: whom the Java runtime believes
     */
    public record Tls(
            int port, Optional<Path> certificate, Optional<Path> key, Optional<Path> trust, ClientCertificate clients) {
        public static final Tls NONE =
                new Tls(5061, Optional.empty(), Optional.empty(), Optional.empty(), ClientCertificate.NONE);

        public Tls {
            if (certificate.isPresent() != key.isPresent()) {
                throw new IllegalArgumentException("a certificate needs its key, and a key its certificate");
            }
        }

        public boolean listens() {
            return certificate.isPresent();
        }
    }

    /**
     * WebSocket (RFC 7118); encrypted where there is a certificate.
     *
     * @param port -1: none
     */
    public record WebSocket(int port, Origins origins) {
        public static final WebSocket NONE = new WebSocket(NO_PORT, Origins.SAME);

        public boolean listens() {
            return port != NO_PORT;
        }
    }

    public TransportSettings withTls(Tls other) {
        return new TransportSettings(tcp, other, webSocket, connections, dnsServers);
    }

    public TransportSettings withWebSocket(WebSocket other) {
        return new TransportSettings(tcp, tls, other, connections, dnsServers);
    }

    public TransportSettings withConnections(ConnectionLimits other) {
        return new TransportSettings(tcp, tls, webSocket, other, dnsServers);
    }

    public TransportSettings withDnsServers(List<InetSocketAddress> servers) {
        return new TransportSettings(tcp, tls, webSocket, connections, servers);
    }
}
