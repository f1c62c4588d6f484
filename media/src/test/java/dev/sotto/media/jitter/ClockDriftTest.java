package dev.sotto.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender whose crystal is faster or slower than ours, for half an hour, in virtual time. */
class ClockDriftTest {
    private static final int PACKETS = 90_000;

    private final JitterBuffer buffer = new JitterBuffer(10);
    private final AudioCodec codec = AudioFormat.PCMU.open();
    private final FrameReader reader = new FrameReader(buffer, new PacketDecoder());
    private final byte[] payload = new byte[160];
    private final short[] sound = new short[160];
    private int concealed;
    private int deepest;

    @ParameterizedTest
    @ValueSource(ints = {-500, -100, 100, 500})
    void isCompensatedWithoutLosingAPacket(int partsPerMillion) {
        run(partsPerMillion);
        int slipped = (int) (PACKETS * Math.abs(partsPerMillion) / 1e6);
        assertThat(buffer.dropped() + buffer.late()).isZero();
        assertThat(deepest)
                .as("packets waiting, half a second after the beginning and later")
                .isLessThanOrEqualTo(3);
        assertThat(concealed).as("frames made up").isLessThanOrEqualTo(partsPerMillion < 0 ? slipped + 2 : 2);
    }

    private void run(int partsPerMillion) {
        double interval = 20 / (1 + partsPerMillion / 1e6);
        short[] frame = new short[160];
        int sent = 0;
        for (int tick = 1; tick < PACKETS; tick++) {
            for (; sent * interval + 7 <= tick * 20.0; sent++) {
                send(sent);
            }
            deepest = tick > 25 ? Math.max(deepest, buffer.depth()) : 0;
            concealed += reader.read(frame) == FrameReader.Frame.SOUND ? 0 : 1;
        }
    }

    private void send(int number) {
        for (int i = 0; i < 160; i++) {
            long at = number * 160L + i;
            sound[i] = (short) (5000 * Math.sin(at * 0.1) + 3000 * Math.sin(at * 0.31));
        }
        codec.encode(sound, 0, 160, payload, 0);
        buffer.put(number & 0xFFFF, 0, Unpooled.wrappedBuffer(payload), 0, 160);
    }
}
