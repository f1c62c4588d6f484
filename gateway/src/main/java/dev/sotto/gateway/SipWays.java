package dev.sotto.gateway;

import dev.sotto.config.Settings;
import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.transport.ConnectionLimits;
import dev.sotto.gateway.sip.transport.TransportSettings;
import dev.sotto.gateway.sip.transport.TransportSettings.ClientCertificate;
import dev.sotto.gateway.web.Origins;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The ways that SIP takes beside UDP, out of settings. */
final class SipWays {
    private static final int DNS_PORT = 53;

    private SipWays() {}

    static TransportSettings of(Settings.Sip sip) {
        Settings.SipTls tls = sip.tls();
        ConnectionLimits usual = ConnectionLimits.DEFAULT;
        return new TransportSettings(
                true,
                new TransportSettings.Tls(
                        tls.port(),
                        path(tls.certificate()),
                        path(tls.key()),
                        path(tls.trust()),
                        ClientCertificate.valueOf(tls.clients().toUpperCase(Locale.ROOT))),
                new TransportSettings.WebSocket(
                        sip.ws().port(), new Origins(words(sip.ws().origins()))),
                new ConnectionLimits(
                        sip.connections().most(),
                        sip.connections().perAddress(),
                        usual.setUp(),
                        usual.firstMessage(),
                        usual.oneMessage(),
                        sip.connections().idle(),
                        usual.queuedBytes()),
                servers(sip.dns()));
    }

    private static Optional<Path> path(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split("\\s+"));
    }

    private static List<InetSocketAddress> servers(String text) {
        return Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(SipWays::server)
                .toList();
    }

    private static InetSocketAddress server(String word) {
        try {
            HostPort parsed = HostPort.parse(word);
            InetSocketAddress address =
                    new HostPort(parsed.host(), parsed.port() == 0 ? DNS_PORT : parsed.port()).literalAddress();
            if (address != null) {
                return address;
            }
        } catch (SipSyntaxException e) {
            // said below
        }
        throw new IllegalStateException("sip.dns must be addresses, with ports where they aren't 53: " + word);
    }
}
