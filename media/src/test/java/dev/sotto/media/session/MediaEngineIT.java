package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.DigitReceiver;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneNarrator;
import dev.sotto.media.testbed.ToneProbe;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Opening, refusing, modes and keys, over loopback. */
class MediaEngineIT {
    private final RecordingListener listener = new RecordingListener();
    private final RecordingMeters meters = new RecordingMeters();
    private final MediaBench bench = new MediaBench(null, meters);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anOfferWithoutSoundForUsLeavesNothingOpen() throws Exception {
        String offer = bench.peer(AudioFormat.PCMU).offer().replace("RTP/AVP 0 101", "RTP/AVP 18");

        assertThatThrownBy(() -> bench.open(offer, MediaMode.CONVERSATION, listener))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.kind()).isEqualTo(SdpException.Kind.NOT_ACCEPTABLE));

        assertThat(bench.ports().taken()).isZero();
        assertThat(bench.sessions()).isZero();
    }

    @Test
    void withoutPortsTheCallIsRefusedWithAReason() throws Exception {
        for (int i = 0; i < bench.ports().pairs(); i++) {
            bench.ports().allocate();
        }

        assertThatThrownBy(() -> bench.open(null, MediaMode.CONVERSATION, listener))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(NoPortException.class)
                .hasMessageContaining("taken or resting");
    }

    @Test
    void aPortThatSomethingElseHasIsPassedOver() throws Exception {
        int next = bench.ports().allocate() + 2;
        try (DatagramSocket squatter = new DatagramSocket(next + 1, InetAddress.getLoopbackAddress())) {
            MediaSession session = bench.open(null, MediaMode.CONVERSATION, listener);

            assertThat(squatter.isBound()).isTrue();
            assertThat(session.localSdp()).contains("m=audio " + (next + 2) + " ");
        }
    }

    @Test
    void aPromptIsSaidOverAndOverAndNotInterrupted() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMA);
        MediaSession session = bench.call(peer, MediaMode.PROMPT, listener);
        peer.say(Sounds.voice(250, 8000, 1500));

        peer.listen(20);
        short[] heard = peer.listen(60);

        assertThat(ToneProbe.hears(heard, ToneNarrator.hertzOf("prompt"))).isTrue();
        listener.await("speech started");
        MediaStats stats = bench.run(session::close);
        assertThat(stats.bargeIns()).isZero();
        assertThat(stats.longestSilenceMillis()).isLessThanOrEqualTo(100);
        assertThat(stats.speechSecondsIn()).isPositive();
    }

    @Test
    void keysArePressedAsEventsInStepWithTheSound() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        peer.listen(3);

        assertThat(bench.run(() -> session.sendDigits("31"))).isTrue();

        DigitReceiver receiver = new DigitReceiver();
        StringBuilder keys = new StringBuilder();
        RawPeer.Packet last = peer.awaitPacket();
        while (keys.length() < 2) {
            RawPeer.Packet packet = peer.awaitPacket();
            assertThat(packet.sequence()).isEqualTo((last.sequence() + 1) & 0xFFFF);
            if (packet.payloadType() == 101) {
                int word = ByteBuffer.wrap(packet.bytes(), 12, 4).getInt();
                char key = receiver.on(packet.timestamp(), packet.marker(), word);
                keys.append(key == DigitReceiver.NONE ? "" : key);
            }
            last = packet;
        }
        assertThat(keys.toString()).isEqualTo("31");
        assertThat(bench.run(() -> session.sendDigits("7x"))).isFalse();
    }

    @Test
    void whereEventsAreNotUnderstoodNoKeyIsPressed() throws Exception {
        String offer = bench.peer(AudioFormat.PCMU).offer().replace("a=rtpmap:101 telephone-event/8000\r\n", "");
        MediaSession session = bench.open(offer, MediaMode.CONVERSATION, listener);
        assertThat(bench.run(() -> session.sendDigits("1"))).isFalse();
    }

    @Test
    void aClosedPeerDoesNotDisturbTheOthers() throws Exception {
        RawPeer gone = bench.peer(AudioFormat.PCMU);
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        bench.call(gone, MediaMode.CONVERSATION, new RecordingListener());
        bench.call(peer, MediaMode.CONVERSATION, listener);
        gone.close();

        peer.listen(10);

        assertThat(peer.listen(20)).hasSize(3200);
    }

    @Test
    void aListenerMayCloseItsSessionFromWithin() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession[] session = new MediaSession[1];
        RecordingListener closing = new RecordingListener() {
            @Override
            public void onDigit(char digit) {
                super.onDigit(digit);
                session[0].close();
            }
        };
        session[0] = bench.call(peer, MediaMode.CONVERSATION, closing);
        peer.press("9");

        closing.await("digit 9");
        bench.ticks(5);

        assertThat(bench.sessions()).isZero();
        assertThat(closing.all()).endsWith("digit 9");
    }

    @Test
    void goodbyeIsSaidOnTheReportsPort() throws Exception {
        try (Telephone telephone = new Telephone()) {
            MediaSession session = bench.open(telephone.offer(), MediaMode.CONVERSATION, listener);
            bench.run(session::start);
            bench.ticks(3);
            bench.run(session::close);

            byte[] report = telephone.awaitReport();
            while (report[report.length - 7] != (byte) 203) {
                report = telephone.awaitReport();
            }
            assertThat(report[1]).isEqualTo((byte) 200);
        }
    }

    /** Two plain sockets; nobody listens to the sound. */
    private static final class Telephone implements AutoCloseable {
        private final DatagramSocket rtp =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        private final DatagramSocket rtcp =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

        Telephone() throws IOException {
            rtcp.setSoTimeout(5_000);
        }

        String offer() {
            return "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio " + rtp.getLocalPort() + " RTP/AVP 0\r\na=rtcp:"
                    + rtcp.getLocalPort() + "\r\n";
        }

        byte[] awaitReport() throws IOException {
            java.net.DatagramPacket packet = new java.net.DatagramPacket(new byte[1500], 1500);
            rtcp.receive(packet);
            return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
        }

        @Override
        public void close() {
            rtp.close();
            rtcp.close();
        }
    }
}
