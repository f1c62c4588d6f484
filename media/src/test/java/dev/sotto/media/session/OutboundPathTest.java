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
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneProbe;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundPathTest {
    private static final long FIRST_TIMESTAMP = 0xFFFF_FE00L;

    private final OutboundPath outbound = new OutboundPath(1, 65_534, (int) FIRST_TIMESTAMP);
    private final ByteBuf packet = Unpooled.buffer(2048);
    private final List<Sent> sent = new ArrayList<>();
    private int ticks;

    private record Sent(int tick, int type, boolean marker, long ahead, byte[] payload) {}

    private static Negotiated agreed(AudioFormat format, int millis, int eventClock) {
        AgreedSound sound = new AgreedSound(
                format, format.offeredPayloadType(), "", millis, 101, eventClock, PayloadMap.of(format, 96, 101));
        return new Negotiated(sound, null, null, false, Direction.SENDRECV, false);
    }

    private void tick(short[] frame) {
        ticks++;
        if (outbound.pressing()) {
            outbound.writeKey(packet);
            keep();
        } else {
            outbound.add(frame);
            while (outbound.ready()) {
                outbound.write(packet);
                keep();
            }
        }
    }

    private void keep() {
        RtpPacket read = new RtpPacket();
        assertThat(read.wrap(packet)).isEqualTo(RtpPacket.Flaw.NONE);
        byte[] payload = new byte[read.payloadLength()];
        packet.getBytes(read.payloadOffset(), payload);
        long ahead = (read.timestamp() - FIRST_TIMESTAMP) & 0xFFFF_FFFFL;
        sent.add(new Sent(ticks, read.payloadType(), read.marker(), ahead, payload));
    }

    private void play(short[] sound) {
        for (int at = 0; at + 160 <= sound.length; at += 160) {
            tick(Arrays.copyOfRange(sound, at, at + 160));
        }
    }

    private short[] heard(AudioFormat format) {
        AudioCodec decoder = format.open();
        short[] heard = new short[sent.size() * AudioCodec.MAX_SAMPLES];
        int made = 0;
        for (Sent one : sent) {
            made += decoder.decode(one.payload(), 0, one.payload().length, heard, made);
        }
        return Arrays.copyOf(heard, made);
    }

    @ParameterizedTest
    @CsvSource({
        "PCMU, 10, 80",
        "PCMU, 20, 160",
        "PCMU, 30, 240",
        "PCMA, 40, 320",
        "PCMU, 50, 400",
        "PCMU, 60, 480",
        "G722, 20, 160",
        "G722, 30, 240",
        "L16, 20, 160",
        "L16_WIDE, 60, 960",
        "L16_WIDE, 20, 320",
        "OPUS, 10, 480",
        "OPUS, 20, 960",
        "OPUS, 60, 2880"
    })
    void packetsHaveTheLengthThatIsWantedAndTimestampsTheFormatsClock(AudioFormat format, int millis, int units) {
        outbound.use(agreed(format, millis, 8000));
        short[] tone = Sounds.tone(800, 8000, 1200);
        play(tone);
        assertThat(sent).hasSize(1200 / millis);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(sent.get(i).ahead()).isEqualTo((long) i * units);
            assertThat(sent.get(i).marker()).isEqualTo(i == 0);
            assertThat(sent.get(i).tick()).isEqualTo((i + 1) * millis / 20 + ((i + 1) * millis % 20 == 0 ? 0 : 1));
        }
        short[] heard = heard(format);
        assertThat(heard).hasSize(tone.length);
        assertThat(ToneProbe.share(heard, 800)).isGreaterThan(0.85);
    }

    @Test
    void aKeyInTheMiddleOfAPacketLeavesTheTimeRight() {
        outbound.use(agreed(AudioFormat.OPUS, 60, 48_000));
        play(new short[160]);
        assertThat(outbound.press("5")).isTrue();
        play(new short[8 * 160]);
        play(new short[6 * 160]);
        List<Sent> keys = sent.stream().filter(one -> one.type() == 101).toList();
        assertThat(keys).hasSize(8).allSatisfy(one -> assertThat(one.ahead()).isEqualTo(960));
        int last = Unpooled.wrappedBuffer(keys.get(7).payload()).getInt(0);
        assertThat(last).isEqualTo(TelephoneEvent.word(5, true, 6 * 960));
        assertThat(sent.get(8).ahead()).isEqualTo(9 * 960);
        assertThat(sent.get(9).ahead()).isEqualTo(12 * 960);
    }

    @Test
    void whatIsLeftOutStillTakesItsTime() {
        outbound.use(agreed(AudioFormat.PCMU, 40, 8000));
        play(new short[160]);
        outbound.skip(3);
        play(new short[320]);
        assertThat(sent).singleElement().satisfies(one -> {
            assertThat(one.ahead()).isEqualTo(4 * 160);
            assertThat(one.marker()).isTrue();
        });
    }

    @Test
    void anotherFormatInMidCallGoesOnInItsOwnClock() {
        outbound.use(agreed(AudioFormat.PCMU, 20, 8000));
        play(new short[320]);
        outbound.use(agreed(AudioFormat.OPUS, 20, 48_000));
        play(new short[320]);
        assertThat(sent.stream().map(Sent::ahead)).containsExactly(0L, 160L, 320L, 1280L);
        assertThat(sent.stream().map(Sent::type)).containsExactly(0, 0, 96, 96);
    }

    @Test
    void theSameFormatAgainKeepsTheEncoder() {
        short[] tone = Sounds.tone(800, 8000, 400);
        outbound.use(agreed(AudioFormat.G722, 20, 8000));
        play(Arrays.copyOf(tone, 1600));
        outbound.use(agreed(AudioFormat.G722, 20, 8000));
        play(Arrays.copyOfRange(tone, 1600, 3200));
        byte[] undisturbed = new byte[3200];
        AudioFormat.G722.open().encode(tone, 0, 3200, undisturbed, 0);
        assertThat(sent.get(15).payload()).isEqualTo(Arrays.copyOfRange(undisturbed, 15 * 160, 16 * 160));
    }
}
