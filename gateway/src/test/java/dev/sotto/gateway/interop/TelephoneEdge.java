package dev.sotto.gateway.interop;

import dev.sotto.gateway.call.CallMeters;
import dev.sotto.gateway.call.CallSettings;
import dev.sotto.gateway.call.CallVerticle;
import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.media.dtls.Handshakes;
import dev.sotto.media.sdp.ProtectionPolicy;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSecurity;
import dev.sotto.media.session.MediaSettings;
import dev.sotto.media.speech.Narrator;
import dev.sotto.orchestrator.message.Addresses;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The telephone edge in demo mode on a free port of loopback: {@code echo} echoes. */
final class TelephoneEdge implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Handshakes handshakes = Handshakes.start(Instant.now(), Duration.ofSeconds(20), new SecureRandom());
    private final CallVerticle edge;

    TelephoneEdge(Narrator narrator) throws Exception {
        CallVerticle.Parts parts = new CallVerticle.Parts(
                new Addresses("interop", 1),
                MediaPorts.of(28_000, 28_199),
                narrator,
                null,
                SipMeters.NONE,
                MediaMeters.NONE,
                CallMeters.NONE,
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
        MediaSettings media = MediaSettings.defaults(InetAddress.getLoopbackAddress())
                .with(new MediaSecurity(ProtectionPolicy.OPTIONAL, handshakes));
        edge = new CallVerticle(new CallSettings("127.0.0.1", 0, SipSettings.DEFAULT, media, true, 20), parts);
        vertx.deployVerticle(edge).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    int port() {
        return edge.address().getPort();
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        handshakes.close();
    }
}
