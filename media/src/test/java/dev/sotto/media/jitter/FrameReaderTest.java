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
    private final FrameReader reader = new FrameReader(buffer, codec);
    private final short[] frame = new short[FrameReader.FRAME_SAMPLES];

    private void put(int sequence, short[] samples) {
        byte[] payload = new byte[samples.length];
        codec.encode(samples, 0, samples.length, payload, 0);
        buffer.put(sequence, Unpooled.wrappedBuffer(payload), 0, payload.length);
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
    void aLostFrameIsFilledQuieterAndLongerLossFadesToSilence() {
        short[] tone = Sounds.tone(400, 8000, 20);
        put(0, tone);
        put(1, tone);
        put(9, tone);
        reader.read(frame);
        reader.read(frame);
        double before = Level.of(frame, 0, frame.length);
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.CONCEALED);
        assertThat(Level.of(frame, 0, frame.length)).isBetween(before - 8, before - 4);
        for (int i = 3; i <= 5; i++) {
            reader.read(frame);
        }
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SILENCE);
        assertThat(Level.of(frame, 0, frame.length)).isEqualTo(Level.SILENCE_DB);
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
        buffer.put(1, Unpooled.EMPTY_BUFFER, 0, 0);
        put(2, Sounds.tone(400, 8000, 20));
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SOUND);
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.CONCEALED);
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SOUND);
        assertThat(buffer.late()).isZero();
    }
}
