package dev.sotto.gateway.sip.transport;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What TLS connections are made with, both ways; TLS 1.2 and 1.3.
 *
 * @param server null where we have no certificate
 */
public record TlsContexts(@Nullable SslContext server, SslContext client) {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    /** Reads the files: blocks, for a worker thread. The exception names the file that can't be read. */
    public static TlsContexts load(TransportSettings.Tls settings) {
        File certificate = settings.certificate().map(Path::toFile).orElse(null);
        File key = settings.key().map(Path::toFile).orElse(null);
        File trust = settings.trust().map(Path::toFile).orElse(null);
        try {
            // who is at the other end is checked as RFC 5922 wants it, which is not as HTTPS does
            SslContextBuilder client =
                    SslContextBuilder.forClient().protocols(VERSIONS).endpointIdentificationAlgorithm(null);
            if (certificate != null) {
                client.keyManager(certificate, key);
            }
            if (trust != null) {
                client.trustManager(trust);
            }
            SslContext server = certificate == null ? null : server(settings, certificate, key, trust);
            return new TlsContexts(server, client.build());
        } catch (SSLException | IllegalArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "TLS certificate " + certificate + ", key " + key + " or trust " + trust + " can't be used: "
                            + cause.getMessage(),
                    e);
        }
    }

    private static SslContext server(
            TransportSettings.Tls settings, File certificate, @Nullable File key, @Nullable File trust)
            throws SSLException {
        SslContextBuilder server = SslContextBuilder.forServer(certificate, key)
                .protocols(VERSIONS)
                .clientAuth(clientAuth(settings));
        if (trust != null) {
            server.trustManager(trust);
        }
        return server.build();
    }

    private static ClientAuth clientAuth(TransportSettings.Tls settings) {
        return switch (settings.clients()) {
            case NONE -> ClientAuth.NONE;
            case REQUEST -> ClientAuth.OPTIONAL;
            case REQUIRE -> ClientAuth.REQUIRE;
        };
    }
}
