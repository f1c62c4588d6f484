package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.TestCertificates;
import dev.sotto.gateway.sip.transport.TestCertificates.Identity;
import dev.sotto.gateway.sip.transport.TransportSettings;
import dev.sotto.gateway.sip.transport.TransportSettings.ClientCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls over TLS with Java's own TLS at the other end. */
@Timeout(60)
class TlsCallIT {
    @TempDir
    Path folder;

    private Identity ours;

    @BeforeEach
    void certificate() throws Exception {
        ours = TestCertificates.make(folder, "sotto", "ip:127.0.0.1,dns:localhost");
    }

    private LiveEndpoint live(ClientCertificate clients) throws Exception {
        TransportSettings.Tls tls = ours.listening(clients);
        SipSettings settings = SipSettings.DEFAULT
                .withT1(Duration.ofMillis(50))
                .withTransports(TransportSettings.DEFAULT.withTls(tls));
        return new LiveEndpoint(settings, call -> call.answer(Caller.SDP), "127.0.0.1", tls);
    }

    /** @param shown the certificate that we show, or null */
    private static SSLContext java(Identity trusted, @Nullable Identity shown) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        java.security.KeyStore authorities = java.security.KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("sip", trusted.x509());
        trust.init(authorities);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(shown == null ? null : shown.store(), TestCertificates.password());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static StreamPhone phone(LiveEndpoint live, SSLContext context) throws IOException {
        Socket socket = context.getSocketFactory()
                .createSocket(
                        live.address(Protocol.TLS).getAddress(),
                        live.address(Protocol.TLS).getPort());
        return new StreamPhone(socket, "tls", Protocol.TLS);
    }

    @Test
    void callerIsAnsweredAndHangsUp() throws Exception {
        try (LiveEndpoint live = live(ClientCertificate.NONE);
                StreamPhone phone = phone(live, java(ours, null))) {
            phone.say(phone.caller().invite());
            SipResponse ok = phone.hear(200);
            assertThat(ok.headers().first("Contact"))
                    .isEqualTo(
                            "<sip:sotto@127.0.0.1:" + live.address(Protocol.TLS).getPort() + ";transport=tls>");
            phone.say(phone.caller().heard(ok).ack());
            phone.hangUp();
            assertThat(live.calls.events).containsExactly("acknowledged null", "hung up null");
        }
    }

    @Test
    void callToASipsAddressGetsASipsContact() throws Exception {
        try (LiveEndpoint live = live(ClientCertificate.NONE);
                StreamPhone phone = phone(live, java(ours, null))) {
            phone.say(phone.caller().invite().replaceFirst("INVITE sip:", "INVITE sips:"));
            assertThat(phone.hear(200).headers().first("Contact"))
                    .isEqualTo("<sips:sotto@127.0.0.1:"
                            + live.address(Protocol.TLS).getPort() + ">");
        }
    }

    @Test
    void plainTextOnTheTlsPortIsCut() throws Exception {
        try (LiveEndpoint live = live(ClientCertificate.NONE);
                StreamPhone phone = new StreamPhone(live.address(Protocol.TLS), "plain")) {
            phone.say(phone.caller().invite());
            phone.awaitEnd();
            live.eventually("counted", () -> live.meters.of(SipMeters.Cut.UNTRUSTED) == 1);
            assertThat(live.calls.calls).isEmpty();
        }
    }

    @Test
    void requiredClientCertificateIsAskedForAndChecked() throws Exception {
        try (LiveEndpoint live = live(ClientCertificate.REQUIRE)) {
            try (StreamPhone stranger = phone(live, java(ours, null))) {
                assertThatThrownBy(() -> {
                            stranger.say(stranger.caller().invite());
                            stranger.hear(200);
                        })
                        .isInstanceOf(IOException.class);
            }
            try (StreamPhone known = phone(live, java(ours, ours))) {
                known.call();
                known.hangUp();
            }
            assertThat(live.calls.calls).hasSize(1);
        }
    }

    @Test
    void ourOwnConnectionChecksWhomItReached() throws Exception {
        Identity wrong = TestCertificates.make(folder, "wrong", "dns:elsewhere.test");
        assertThat(byeReaches(wrong, wrong)).as("another name").isFalse();
        Identity right = TestCertificates.make(folder, "right", "ip:127.0.0.1");
        assertThat(byeReaches(right, wrong)).as("another authority").isFalse();
        assertThat(byeReaches(right, right)).as("as it should be").isTrue();
    }

    /** A call by UDP whose Contact is TLS: our BYE opens a connection. */
    private boolean byeReaches(Identity peers, Identity trusted) throws Exception {
        TransportSettings.Tls tls = new TransportSettings.Tls(
                0,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.of(trusted.certificate()),
                ClientCertificate.NONE);
        try (LiveEndpoint live =
                        new LiveEndpoint(SipSettings.DEFAULT, call -> call.answer(Caller.SDP), "127.0.0.1", tls);
                SSLServerSocket server = (SSLServerSocket) java(peers, peers)
                        .getServerSocketFactory()
                        .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SipPhone phone = new SipPhone(live.address, "towards")) {
            server.setSoTimeout(10_000);
            String contact = "Contact: <sip:ann@127.0.0.1:" + server.getLocalPort() + ";transport=tls>\r\n";
            phone.say(phone.caller().inviteWithoutOffer().replaceFirst("Contact: [^\r]*\r\n", contact));
            phone.say(phone.caller().heard(phone.hear(200)).ack());
            live.eventually("acknowledged", () -> live.calls.events.stream().anyMatch(e -> e.startsWith("ackno")));
            live.onLoop(() -> live.calls.last().hangUp("done"));
            try (SSLSocket socket = (SSLSocket) server.accept();
                    StreamPhone peer = new StreamPhone(socket, "peer", Protocol.TLS)) {
                peer.say(peer.caller().okTo(peer.hearRequest("BYE")));
                return true;
            } catch (IOException refused) {
                live.eventually("told", () -> live.calls.events.contains("lost BYE not answered"));
                return false;
            }
        }
    }
}
