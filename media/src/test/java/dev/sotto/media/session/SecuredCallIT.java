package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sotto.media.dtls.DtlsLink;
import dev.sotto.media.dtls.Handshakes;
import dev.sotto.media.dtls.MadeKeys;
import dev.sotto.media.ice.StunCheck;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.sdp.Protection.Dtls;
import dev.sotto.media.sdp.ProtectionPolicy;
import dev.sotto.media.srtp.PacketGuard.Verdict;
import dev.sotto.media.srtp.SrtpGuard;
import dev.sotto.media.srtp.SrtpKeys;
import dev.sotto.media.srtp.SrtpSuite;
import dev.sotto.media.testbed.RecordingListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Encrypted calls over loopback, with a peer of the test's own and somebody who wants to disturb them. */
class SecuredCallIT {
    private static final String PHRASE = "a refund takes five days";

    private final SecureRandom random = new SecureRandom();
    private final Handshakes ours = Handshakes.start(Instant.now(), Duration.ofSeconds(20), random);
    private final Handshakes theirs = Handshakes.start(Instant.now(), Duration.ofSeconds(20), random);
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final RecordingMeters meters = new RecordingMeters();
    private final RecordingListener listener = new RecordingListener();
    private MediaBench bench;
    private DatagramSocket peer;
    private DatagramSocket stranger;
    private MediaSession session;
    private int port;
    private int sequence = 65_530;

    @BeforeEach
    void open() throws Exception {
        bench = new MediaBench(null, meters, null, new MediaSecurity(ProtectionPolicy.OPTIONAL, ours));
        peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        peer.setSoTimeout(5_000);
        stranger.setSoTimeout(5_000);
    }

    @AfterEach
    void close() {
        bench.close();
        peer.close();
        stranger.close();
        ours.close();
        theirs.close();
        loop.shutdownNow();
    }

    private void call(String protocol, String attributes) throws Exception {
        String offer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + peer.getLocalPort() + " " + protocol + " 0\r\na=rtcp-mux\r\n" + attributes;
        session = bench.open(offer, MediaMode.CONVERSATION, listener);
        bench.run(session::start);
        port = Integer.parseInt(after("m=audio ").split(" ")[0]);
    }

    private String after(String prefix) {
        return session.localSdp()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .substring(prefix.length());
    }

    private void send(DatagramSocket from, ByteBuf packet) throws Exception {
        byte[] bytes = ByteBufUtil.getBytes(packet);
        from.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    private ByteBuf receive(DatagramSocket at) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        at.receive(packet);
        return Unpooled.buffer(2048).writeBytes(packet.getData(), 0, packet.getLength());
    }

    private ByteBuf sound(int ssrc) {
        ByteBuf packet = Unpooled.buffer(2048);
        RtpPacket.writeHeader(packet, 0, false, sequence & 0xFFFF, sequence * 160L, ssrc);
        sequence++;
        return packet.writeBytes(new byte[160]);
    }

    private ByteBuf sealedSound(SrtpGuard guard) {
        ByteBuf packet = sound(7);
        guard.protectRtp(packet);
        return packet;
    }

    /** Waits until the session has dealt with that many packets for that reason. */
    private void awaitDrops(MediaMeters.Drop reason, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (meters.drops(reason) < count && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(meters.drops(reason)).isEqualTo(count);
    }

    private void awaitReceived(long count) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (bench.run(session::stats).packetsReceived() < count && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(bench.run(session::stats).packetsReceived()).isEqualTo(count);
    }

    @ParameterizedTest
    @EnumSource
    void withKeysInTheDescriptionBothWays(SrtpSuite suite) throws Exception {
        SrtpKeys mine = SrtpKeys.random(suite, random);
        call("RTP/SAVP", "a=crypto:4 " + suite + " inline:" + mine.inline() + "\r\n");
        String inline = after("a=crypto:4 " + suite + " inline:");
        SrtpGuard guard =
                new SrtpGuard(mine, SrtpKeys.of(suite, Base64.getDecoder().decode(inline)));

        bench.run(() -> session.say(1, PHRASE, true));
        int audible = 0;
        while (audible < 10) {
            ByteBuf packet = receive(peer);
            boolean report = RtpPacket.looksLikeRtcp(packet);
            assertThat(report ? guard.unprotectRtcp(packet) : guard.unprotectRtp(packet))
                    .isEqualTo(Verdict.GENUINE);
            audible += !report && packet.getByte(20) != (byte) 0xFF ? 1 : 0;
        }
        for (int i = 0; i < 10; i++) {
            send(peer, sealedSound(guard));
        }
        awaitReceived(10);
    }

    @Test
    void forgedReplayedAndPlainPacketsMoveNothing() throws Exception {
        SrtpSuite suite = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
        SrtpKeys mine = SrtpKeys.random(suite, random);
        call("RTP/SAVP", "a=crypto:1 " + suite + " inline:" + mine.inline() + "\r\n");
        SrtpGuard guard = new SrtpGuard(mine, mine);
        ByteBuf first = sealedSound(guard);
        send(peer, first);
        awaitReceived(1);
        for (int i = 0; i < 10; i++) {
            send(stranger, sound(7));
            send(peer, sound(7));
        }
        awaitDrops(MediaMeters.Drop.FORGED, 20);
        send(stranger, first);
        awaitDrops(MediaMeters.Drop.REPLAYED, 1);
        send(peer, sealedSound(guard));
        awaitReceived(2);
        stranger.setSoTimeout(200);
        assertThrows(SocketTimeoutException.class, () -> receive(stranger), "our sound stays with the peer");
    }

    /** The other side of a browser, as far as it matters. */
    private final class Browser implements DtlsLink.Listener {
        private final CompletableFuture<MadeKeys> keys = new CompletableFuture<>();
        private final CompletableFuture<String> failure = new CompletableFuture<>();

        @Override
        public void onSend(byte[] datagram) {
            try {
                send(peer, Unpooled.wrappedBuffer(datagram));
            } catch (Exception e) {
                failure.complete(e.toString());
            }
        }

        @Override
        public void onKeys(MadeKeys made) {
            keys.complete(made);
        }

        @Override
        public void onFailed(String reason) {
            failure.complete(reason);
        }
    }

    private Browser connect(Handshakes shown) throws Exception {
        String fingerprint =
                theirs.fingerprint().hash() + " " + theirs.fingerprint().hex();
        call(
                "UDP/TLS/RTP/SAVPF",
                "a=ice-ufrag:them\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=setup:actpass\r\na=fingerprint:"
                        + fingerprint + "\r\n");
        send(peer, check(true));
        assertThat(receive(peer).getShort(0)).as("success").isEqualTo((short) 0x0101);
        Browser browser = new Browser();
        DtlsLink link = new DtlsLink(shown, new Dtls(ours.fingerprint(), true), loop, browser);
        loop.execute(link::reachable);
        peer.setSoTimeout(100);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!browser.keys.isDone() && !browser.failure.isDone() && System.nanoTime() < deadline) {
            try {
                ByteBuf datagram = receive(peer);
                if (datagram.getByte(0) >= 20 && datagram.getByte(0) < 64) {
                    loop.execute(() -> link.onPacket(datagram));
                }
            } catch (SocketTimeoutException nothingNow) {
                // the handshake is at work
            }
        }
        peer.setSoTimeout(5_000);
        return browser;
    }

    private ByteBuf check(boolean nominate) {
        return StunCheck.of(after("a=ice-ufrag:") + ":them", after("a=ice-pwd:"), nominate);
    }

    @Test
    void byConnectivityCheckAndHandshakeBothWays() throws Exception {
        Browser browser = connect(theirs);
        MadeKeys keys = browser.keys.get(20, TimeUnit.SECONDS);
        SrtpGuard guard = new SrtpGuard(keys.sending(), keys.receiving());
        bench.run(() -> session.say(1, PHRASE, true));
        int audible = 0;
        while (audible < 10) {
            ByteBuf packet = receive(peer);
            if (packet.getByte(0) < 0 && !RtpPacket.looksLikeRtcp(packet)) {
                assertThat(guard.unprotectRtp(packet)).isEqualTo(Verdict.GENUINE);
                audible += packet.getByte(20) != (byte) 0xFF ? 1 : 0;
            }
        }
        send(peer, sealedSound(guard));
        awaitReceived(1);
        int strays = meters.drops(MediaMeters.Drop.STRAY);
        for (int i = 0; i < 5; i++) {
            send(stranger, sealedSound(guard));
        }
        awaitDrops(MediaMeters.Drop.STRAY, strays + 5);
        send(stranger, StunCheck.of(after("a=ice-ufrag:") + ":them", "not the password at all!", true));
        assertThat(receive(stranger).getShort(0)).as("refused").isEqualTo((short) 0x0111);
        send(peer, sealedSound(guard));
        awaitReceived(2);
    }

    @Test
    void anotherCertificateThanTheDescriptionsEndsTheCall() throws Exception {
        try (Handshakes others = Handshakes.start(Instant.now(), Duration.ofSeconds(20), random)) {
            Browser browser = connect(others);
            assertThat(browser.failure.get(20, TimeUnit.SECONDS)).contains("bad_certificate");
            assertThat(browser.keys).isNotDone();
            listener.await("timeout");
            assertThat(bench.run(session::stats).packetsSent()).isZero();
        }
    }

    @Test
    void beforeTheHandshakeNothingIsSentAndNothingBelieved() throws Exception {
        call(
                "UDP/TLS/RTP/SAVP",
                "a=setup:actpass\r\na=fingerprint:sha-256 "
                        + theirs.fingerprint().hex() + "\r\n");
        for (int i = 0; i < 5; i++) {
            send(peer, sound(7));
        }
        awaitDrops(MediaMeters.Drop.FORGED, 5);
        bench.ticks(10);
        assertThat(bench.run(session::stats).packetsSent()).isZero();
        assertThat(bench.run(session::stats).packetsReceived()).isZero();
    }
}
