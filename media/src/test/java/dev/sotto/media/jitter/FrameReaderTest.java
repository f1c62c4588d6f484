package dev.sotto.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneProbe;
import dev.sotto.media.turn.Level;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private final JitterBuffer buffer = new JitterBuffer(30);
    private final AudioCodec codec = AudioFormat.PCMU.open();
    private final FrameReader reader = new FrameReader(buffer, new PacketDecoder());
    private final short[] frame = new short[FrameReader.FRAME_SAMPLES];

    private void put(int sequence, short[] samples) {
        byte[] payload = new byte[samples.length];
        codec.encode(samples, 0, samples.length, payload, 0);
        buffer.put(sequence, 0, Unpooled.wrappedBuffer(payload), 0, payload.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60, 80})
    void anyPacketLengthComesOutAsUnbrokenFrames(int packetMillis) {
        short[] tone = Sounds.tone(440, 8000, 240);
        short[] played = new short[tone.length];
        int packet = packetMillis * 8;
        for (int i = 0; i * packet < tone.length; i++) {
            put(i, Arrays.copyOfRange(tone, i * packet, (i + 1) * packet));
        }
        for (int at = 0; at < tone.length; at += frame.length) {
            assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SOUND);
            System.arraycopy(frame, 0, played, at, frame.length);
        }
        assertThat(ToneProbe.share(played, 440)).isGreaterThan(0.98);
    }

    @Test
    void longLossFadesToSilence() {
        short[] tone = Sounds.tone(400, 8000, 20);
        put(0, tone);
        put(1, tone);
        put(9, tone);
        reader.read(frame);
        reader.read(frame);
        double before = Level.of(frame, 0, frame.length);
        double[] levels = new double[4];
        for (int i = 0; i < 3; i++) {
            assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.CONCEALED);
            levels[i] = Level.of(frame, 0, frame.length);
        }
        assertThat(levels[0]).isBetween(before - 2, before + 0.1);
        assertThat(levels[1]).isBetween(before - 6, before - 2);
        assertThat(levels[2]).isBetween(before - 20, before - 8);
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SILENCE);
        assertThat(frame).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 40, 60})
    void aLostPacketIsMadeUpInFullLength(int packetMillis) {
        int packet = packetMillis * 8;
        short[] tone = Sounds.tone(200, 8000, 6 * packetMillis);
        for (int i = 0; i < 6; i++) {
            if (i != 2) {
                put(i, Arrays.copyOfRange(tone, i * packet, (i + 1) * packet));
            }
        }
        short[] played = new short[tone.length];
        for (int at = 0; at < tone.length; at += frame.length) {
            reader.read(frame);
            System.arraycopy(frame, 0, played, at, Math.min(frame.length, played.length - at));
        }
        int behind = 3 * packet + 80;
        assertThat(Arrays.copyOfRange(played, behind, played.length))
                .containsExactly(decoded(Arrays.copyOfRange(tone, behind, tone.length)));
    }

    private short[] decoded(short[] samples) {
        byte[] payload = new byte[samples.length];
        codec.encode(samples, 0, samples.length, payload, 0);
        short[] back = new short[samples.length];
        codec.decode(payload, 0, payload.length, back, 0);
        return back;
    }

    @Test
    void withoutAnyPacketThereIsSilence() {
        Arrays.fill(frame, (short) 99);
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SILENCE);
        assertThat(frame).containsOnly(0);
    }

    @Test
    void aPacketWithoutSoundKeepsItsPlace() {
        put(0, Sounds.tone(400, 8000, 20));
        buffer.put(1, 101, Unpooled.EMPTY_BUFFER, 0, 0);
        put(2, Sounds.tone(400, 8000, 20));
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SOUND);
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.CONCEALED);
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SOUND);
        assertThat(buffer.late()).isZero();
    }

    @Test
    void whatIsTooLateIsCaughtUpWithUnnoticed() {
        short[] tone = Sounds.tone(300, 8000, 20 * 700);
        int sent = 0;
        for (; sent < 5; sent++) {
            put(sent, Arrays.copyOfRange(tone, sent * 160, (sent + 1) * 160));
        }
        short[] played = new short[600 * 160];
        for (int i = 0; i < 600; i++) {
            assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SOUND);
            System.arraycopy(frame, 0, played, i * 160, 160);
            put(sent & 0xFFFF, Arrays.copyOfRange(tone, sent * 160, (sent + 1) * 160));
            sent++;
        }
        assertThat(buffer.depth()).isLessThanOrEqualTo(2);
        assertThat(buffer.dropped()).isZero();
        assertThat(ToneProbe.share(played, 300)).isGreaterThan(0.98);
    }
}
