package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.PayloadMap;
import dev.sotto.media.codec.TelephoneEvent;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.sdp.AgreedSound;
import dev.sotto.media.sdp.Direction;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.testbed.LossyLink;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneProbe;
import dev.sotto.media.turn.Level;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboundPathTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress STRAY = new InetSocketAddress("192.0.2.66", 4000);

    private final RecordingMeters meters = new RecordingMeters();
    private final StringBuilder digits = new StringBuilder();
    private final InboundPath inbound = new InboundPath(new SymmetricLatch(1_000_000_000L), 10, meters, digits::append);
    private final short[] frame = new short[160];
    private long now = 1;

    @BeforeEach
    void agree() {
        inbound.use(new Negotiated(
                AgreedSound.of(AudioFormat.PCMA, 8, 101, 101), PEER, PEER, false, Direction.SENDRECV, false));
    }

    private static ByteBuf packet(int type, int sequence, int ssrc, byte[] payload) {
        ByteBuf bytes = Unpooled.buffer(2048);
        RtpPacket.writeHeader(bytes, type, false, sequence & 0xFFFF, sequence * 160L, ssrc);
        return bytes.writeBytes(payload);
    }

    private static byte[] coded(short[] samples, int at) {
        AudioCodec codec = AudioFormat.PCMA.open();
        byte[] payload = new byte[160];
        codec.encode(samples, at, 160, payload, 0);
        return payload;
    }

    private void sound(int sequence, int ssrc) {
        inbound.onPacket(packet(8, sequence, ssrc, coded(Sounds.tone(800, 8000, 20), 0)), PEER, now);
    }

    private static byte[] key(int event, boolean end) {
        return Unpooled.buffer(4).writeInt(TelephoneEvent.word(event, end, 160)).array();
    }

    @Test
    void aToneSurvivesALinkThatLosesDoublesAndReorders() {
        LossyLink<ByteBuf> link = new LossyLink<>(11, 0.02, 0.05, 30);
        short[] tone = Sounds.tone(800, 8000, 4000);
        short[] played = new short[tone.length];
        for (int i = 0; i * 160 < tone.length; i++) {
            link.send(packet(8, 65_500 + i, 7, coded(tone, i * 160)), i * 20L);
            for (ByteBuf arrived : link.arrived(i * 20L + 19)) {
                inbound.onPacket(arrived, PEER, i * 20_000_000L);
            }
            inbound.read(frame);
            System.arraycopy(frame, 0, played, i * 160, 160);
        }
        assertThat(ToneProbe.share(played, 800)).isGreaterThan(0.4);
        assertThat(inbound.lost()).isBetween((long) link.lost() - 2, (long) link.lost() + 2);
        assertThat(inbound.reception().duplicates()).isBetween((long) link.doubled() - 2, (long) link.doubled());
    }

    @Test
    void garbageIsCountedAndDropped() {
        inbound.onPacket(Unpooled.wrappedBuffer(new byte[5]), PEER, now);
        inbound.onPacket(Unpooled.wrappedBuffer(new byte[40]), PEER, now);
        inbound.onPacket(packet(77, 1, 7, new byte[160]), PEER, now);
        sound(1, 7);
        inbound.onPacket(packet(8, 2, 7, new byte[160]), STRAY, now);
        sound(30_000, 7);
        assertThat(meters.drops(MediaMeters.Drop.MALFORMED)).isEqualTo(2);
        assertThat(meters.drops(MediaMeters.Drop.UNKNOWN_PAYLOAD)).isEqualTo(1);
        assertThat(meters.drops(MediaMeters.Drop.STRAY)).isEqualTo(1);
        assertThat(meters.drops(MediaMeters.Drop.IMPLAUSIBLE)).isEqualTo(1);
        assertThat(inbound.discarded()).isEqualTo(5);
        assertThat(inbound.received()).isEqualTo(1);
    }

    @Test
    void anotherSourceFromThePeerIsFollowedAtOnce() {
        sound(10, 7);
        inbound.read(frame);
        sound(50_000, 8);
        inbound.read(frame);
        assertThat(ToneProbe.hears(frame, 800)).isTrue();
        assertThat(inbound.ssrc()).isEqualTo(8);
        assertThat(inbound.lost()).isZero();
    }

    @Test
    void keysDontWaitForTheirTurnAndLeaveNoHole() {
        sound(1, 7);
        inbound.onPacket(packet(101, 2, 7, key(5, false)), PEER, now);
        assertThat(digits.toString()).isEqualTo("5");
        sound(3, 7);
        inbound.read(frame);
        inbound.read(frame);
        inbound.read(frame);
        assertThat(ToneProbe.hears(frame, 800)).isTrue();
        assertThat(inbound.late()).isZero();
    }

    @Test
    void anEventTooShortIsMalformed() {
        inbound.onPacket(packet(101, 2, 7, new byte[3]), PEER, now);
        assertThat(meters.drops(MediaMeters.Drop.MALFORMED)).isEqualTo(1);
        assertThat(digits).isEmpty();
    }

    /** A sender with silence suppression: speech, a description of its silence, nothing for half a second, speech. */
    @Test
    void describedSilenceIsGentleNoiseAndNoLoss() {
        sound(1, 7);
        inbound.onPacket(packet(13, 2, 7, new byte[] {55}), PEER, now);
        inbound.read(frame);
        for (int i = 0; i < 25; i++) {
            inbound.read(frame);
            assertThat(Level.of(frame, 0, 160)).as("frame %s", i).isBetween(-58.0, -52.0);
        }
        sound(3, 7);
        inbound.read(frame);
        assertThat(ToneProbe.hears(frame, 800)).isTrue();
        assertThat(inbound.lost()).isZero();
        assertThat(inbound.late()).isZero();
    }

    @Test
    void aSenderMayChangeAmongTheAgreedFormatsWithAnyPacket() {
        Map<Integer, AudioFormat> formats =
                Map.of(0, AudioFormat.PCMU, 8, AudioFormat.PCMA, 9, AudioFormat.G722, 107, AudioFormat.L16_WIDE);
        inbound.use(agreed(new PayloadMap(formats, Set.of(101), Set.of(13))));
        short[] tone = Sounds.tone(800, 8000, 20 * 40);
        Map<Integer, AudioCodec> encoders = new HashMap<>();
        formats.forEach((number, format) -> encoders.put(number, format.open()));
        List<Integer> order = List.of(0, 8, 9, 9, 9, 107, 107, 107);
        short[] played = new short[tone.length];
        for (int i = 0; i * 160 < tone.length; i++) {
            int type = order.get(i / 2 % order.size());
            byte[] payload = new byte[640];
            int bytes = encoders.get(type).encode(tone, i * 160, 160, payload, 0);
            inbound.onPacket(packet(type, i, 7, Arrays.copyOf(payload, bytes)), PEER, now);
            inbound.read(frame);
            System.arraycopy(frame, 0, played, i * 160, 160);
        }
        // the wider one comes a little later: its filter's delay turns the tone's phase
        assertThat(ToneProbe.share(played, 800)).isGreaterThan(0.6);
        assertThat(inbound.discarded()).isZero();
    }

    private static Negotiated agreed(PayloadMap incoming) {
        AgreedSound sound = new AgreedSound(AudioFormat.PCMA, 8, "", 20, 101, 8000, incoming);
        return new Negotiated(sound, PEER, PEER, false, Direction.SENDRECV, false);
    }

    @Test
    void aNewAgreementLeavesWhatIsOnItsWayIntact() {
        sound(1, 7);
        inbound.use(agreed(PayloadMap.of(AudioFormat.OPUS, 96, -1)));
        inbound.read(frame);
        assertThat(ToneProbe.hears(frame, 800)).isTrue();
        sound(2, 7);
        inbound.read(frame);
        assertThat(ToneProbe.hears(frame, 800)).isTrue();
    }

    @Test
    void aPayloadTooLongForItsFormatIsNoPacket() {
        inbound.onPacket(packet(8, 1, 7, new byte[1000]), PEER, now);
        assertThat(meters.drops(MediaMeters.Drop.MALFORMED)).isEqualTo(1);
        byte[] longest = new byte[960];
        AudioFormat.PCMA.open().encode(Sounds.tone(800, 8000, 120), 0, 960, longest, 0);
        inbound.onPacket(packet(8, 2, 7, longest), PEER, now);
        inbound.read(frame);
        assertThat(ToneProbe.hears(frame, 800)).isTrue();
    }

    /** Timestamps of Opus run at 48 kHz: packets that come evenly have no jitter. */
    @Test
    void jitterIsMeasuredInTheFormatsClock() {
        inbound.use(agreed(PayloadMap.of(AudioFormat.OPUS, 96, -1)));
        AudioCodec encoder = AudioFormat.OPUS.open();
        byte[] payload = new byte[300];
        for (int i = 0; i < 50; i++) {
            int bytes = encoder.encode(new short[160], 0, 160, payload, 0);
            ByteBuf packet = Unpooled.buffer(400);
            RtpPacket.writeHeader(packet, 96, false, i, i * 960L, 7);
            inbound.onPacket(packet.writeBytes(payload, 0, bytes), PEER, i * 20_000_000L);
        }
        assertThat(inbound.reception().jitterMillis()).isLessThan(0.1);
    }

    private void tones(int first, String keys) {
        short[] sound =
                Sounds.join(Sounds.mix(Sounds.tone(770, 6000, 80), Sounds.tone(1336, 6000, 80)), Sounds.silence(80));
        for (int i = 0; i < keys.length() * 8; i++) {
            inbound.onPacket(packet(8, first + i, 7, coded(sound, i % 8 * 160)), PEER, now);
            inbound.read(frame);
        }
    }

    @Test
    void tonesAreKeysOnlyWhereEventsWereNotAgreed() {
        tones(1, "55");
        assertThat(digits).isEmpty();
        inbound.use(new Negotiated(
                AgreedSound.of(AudioFormat.PCMA, 8, -1, -1), PEER, PEER, false, Direction.SENDRECV, false));
        tones(17, "55");
        assertThat(digits.toString()).isEqualTo("55");
        inbound.pressed('5', KeypadGate.Way.SIGNALLING, now);
        inbound.pressed('5', KeypadGate.Way.SIGNALLING, now);
        assertThat(digits.toString()).isEqualTo("55");
    }

    @Test
    void aKeyToldByEventAndBySignallingIsOne() {
        inbound.pressed('5', KeypadGate.Way.SIGNALLING, now);
        inbound.onPacket(packet(101, 1, 7, key(5, false)), PEER, now);
        inbound.onPacket(packet(101, 2, 7, key(6, false)), PEER, now);
        assertThat(digits.toString()).isEqualTo("56");
    }

    @Test
    void keysOfAnotherSourceBeginAnew() {
        inbound.onPacket(packet(101, 100, 7, key(1, true)), PEER, now);
        inbound.onPacket(packet(101, 5, 8, key(1, true)), PEER, now);
        assertThat(digits.toString()).isEqualTo("11");
    }
}
