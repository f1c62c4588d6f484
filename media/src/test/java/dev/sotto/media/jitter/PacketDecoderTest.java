package dev.sotto.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.PayloadMap;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneProbe;
import dev.sotto.media.turn.Level;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound, described silence and holes, as they come out of the {@link FrameReader}. */
class PacketDecoderTest {
    private final JitterBuffer buffer = new JitterBuffer(30);
    private final PacketDecoder decoder = new PacketDecoder();
    private final FrameReader reader = new FrameReader(buffer, decoder);
    private final short[] frame = new short[FrameReader.FRAME_SAMPLES];

    private void put(int sequence, int type, byte[] payload) {
        buffer.put(sequence, type, Unpooled.wrappedBuffer(payload), 0, payload.length);
    }

    private static byte[] coded(AudioCodec codec, short[] samples, int from, int to) {
        byte[] payload = new byte[2048];
        int bytes = codec.encode(samples, from, to - from, payload, 0);
        return Arrays.copyOf(payload, bytes);
    }

    @ParameterizedTest
    @CsvSource({"G722, 10", "G722, 30", "G722, 60", "OPUS, 10", "OPUS, 40", "OPUS, 60", "L16, 30", "L16_WIDE, 60"})
    void everyFormatAndPacketLengthComesOutUnbroken(AudioFormat format, int millis) {
        decoder.use(PayloadMap.of(format, 96, -1));
        AudioCodec encoder = format.open();
        short[] tone = Sounds.tone(600, 8000, 720);
        int packet = millis * 8;
        short[] played = new short[tone.length];
        int sequence = 0;
        byte[] payload = new byte[2048];
        for (int at = 0; at < tone.length; at += 160) {
            while (sequence * packet < at + 160 && (sequence + 1) * packet <= tone.length) {
                int bytes = encoder.encode(tone, sequence * packet, packet, payload, 0);
                put(sequence++, 96, Arrays.copyOf(payload, bytes));
            }
            assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SOUND);
            System.arraycopy(frame, 0, played, at, 160);
        }
        assertThat(ToneProbe.share(played, 600)).isGreaterThan(0.9);
    }

    @Test
    void packetsOfMixedAndOddLengthsAreOneSound() {
        AudioCodec encoder = AudioFormat.PCMU.open();
        short[] tone = Sounds.tone(600, 8000, 1000);
        int[] lengths = {80, 480, 160, 77, 240, 1, 320, 160, 103, 379};
        int at = 0;
        for (int i = 0; i < 20 && at + lengths[i % lengths.length] <= tone.length; i++) {
            int length = lengths[i % lengths.length];
            byte[] payload = new byte[length];
            encoder.encode(tone, at, length, payload, 0);
            put(i, 0, payload);
            at += length;
        }
        short[] played = new short[at / 160 * 160];
        for (int from = 0; from < played.length; from += 160) {
            reader.read(frame);
            System.arraycopy(frame, 0, played, from, 160);
        }
        assertThat(ToneProbe.share(played, 600)).isGreaterThan(0.98);
    }

    /** Every fifth packet is lost; the one after it is there when it is missed. */
    @Test
    void aLostOpusPacketIsHeardFromTheNextOne() {
        decoder.use(PayloadMap.of(AudioFormat.OPUS, 96, -1));
        AudioCodec encoder = AudioFormat.OPUS.open("useinbandfec=1");
        short[] voice = Sounds.voice(220, 9000, 2000);
        byte[] payload = new byte[300];
        int holes = 0;
        double quietest = 0;
        for (int i = 0; i * 160 < voice.length; i++) {
            int bytes = encoder.encode(voice, i * 160, 160, payload, 0);
            if (i % 5 != 3) {
                put(i, 96, Arrays.copyOf(payload, bytes));
            }
            if (i >= 2) {
                boolean madeUp = reader.read(frame) == FrameReader.Frame.CONCEALED;
                holes += madeUp ? 1 : 0;
                quietest = madeUp ? Math.min(quietest, Level.of(frame, 0, 160)) : quietest;
            }
        }
        assertThat(holes).isBetween(18, 20);
        assertThat(quietest).isGreaterThan(-40);
    }

    @Test
    void describedSilenceLastsUntilSoundComes() {
        AudioCodec encoder = AudioFormat.PCMU.open();
        put(0, 0, coded(encoder, Sounds.tone(600, 8000, 20), 0, 160));
        put(1, 13, new byte[] {50});
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SOUND);
        for (int i = 0; i < 40; i++) {
            assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SILENCE);
            assertThat(Level.of(frame, 0, 160)).isBetween(-53.0, -47.0);
        }
        put(2, 13, new byte[] {60});
        reader.read(frame);
        reader.read(frame);
        assertThat(Level.of(frame, 0, 160)).isBetween(-63.0, -57.0);
        put(3, 0, coded(encoder, Sounds.tone(600, 8000, 20), 0, 160));
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Frame.SOUND);
    }

    /** Silence suppression without descriptions: the line's own background goes on, 60 ms after the last sound. */
    @Test
    void aSenderThatJustStopsLeavesNoDeadHole() {
        AudioCodec encoder = AudioFormat.PCMU.open();
        short[] quiet = Sounds.noise(60, 3000, 3);
        for (int i = 0; i < 150; i++) {
            put(i, 0, coded(encoder, quiet, i * 160, i * 160 + 160));
            reader.read(frame);
        }
        for (int i = 0; i < 50; i++) {
            reader.read(frame);
            if (i > 4) {
                assertThat(Level.of(frame, 0, 160)).as("frame %s", i).isBetween(-60.0, -52.0);
            }
        }
    }

    @Test
    void whatNeverGotQuietHasNoBackground() {
        AudioCodec encoder = AudioFormat.PCMU.open();
        short[] loud = Sounds.tone(600, 8000, 3000);
        for (int i = 0; i < 150; i++) {
            put(i, 0, coded(encoder, loud, i * 160, i * 160 + 160));
            reader.read(frame);
        }
        for (int i = 0; i < 10; i++) {
            reader.read(frame);
        }
        assertThat(frame).containsOnly(0);
    }

    @Test
    void aNewMeaningOfANumberIsNoticed() {
        assertThat(decoder.use(PayloadMap.of(AudioFormat.PCMA, 8, 101))).isFalse();
        assertThat(decoder.use(PayloadMap.of(AudioFormat.G722, 9, 101))).isFalse();
        assertThat(decoder.kind(8)).isEqualTo(PacketDecoder.Kind.SOUND);
        assertThat(decoder.use(PayloadMap.of(AudioFormat.G722, 8, 101))).isTrue();
        assertThat(decoder.format(8)).isEqualTo(AudioFormat.G722);
        PayloadMap swapped = new PayloadMap(Map.of(101, AudioFormat.OPUS), Set.of(8), Set.of());
        assertThat(decoder.use(swapped)).isTrue();
        assertThat(decoder.kind(8)).isEqualTo(PacketDecoder.Kind.KEYS);
        assertThat(decoder.kind(13)).isEqualTo(PacketDecoder.Kind.NOISE);
        assertThat(decoder.kind(77)).isEqualTo(PacketDecoder.Kind.UNKNOWN);
    }

    @Test
    void payloadThatCantBeDecodedIsAHole() {
        decoder.use(PayloadMap.of(AudioFormat.OPUS, 96, -1));
        put(0, 96, new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3});
        put(1, 96, new byte[] {3});
        for (int i = 0; i < 5; i++) {
            reader.read(frame);
        }
        assertThat(Level.of(frame, 0, 160)).isLessThan(-50);
    }
}
