package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.rtp.RtpPacket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class EarTest {
    private static final long FRAME = 20_000_000;
    private static final int START = 65_530;

    private final Ear ear = new Ear();
    private long arrived = 5_000_000_000L;

    EarTest() {
        ear.use(AudioFormat.PCMU, 0);
    }

    /** The packet that is {@code number} frames after the first one. */
    private static ByteBuf packet(int number, int amplitude) {
        short[] samples = new short[160];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i % 8 < 4 ? amplitude : -amplitude);
        }
        byte[] coded = new byte[160];
        AudioFormat.PCMU.open().encode(samples, 0, 160, coded, 0);
        ByteBuf packet = Unpooled.buffer(256);
        RtpPacket.writeHeader(packet, 0, false, (START + number) & 0xFFFF, 0xFFFF_FF00L + 160L * number, 7);
        return packet.writeBytes(coded);
    }

    private boolean hear(int number, long lateNanos) {
        return ear.on(packet(number, 4_000), arrived + number * FRAME + lateNanos);
    }

    @Test
    void soundIsToldFromSilence() {
        assertThat(ear.on(packet(0, 4_000), arrived)).isTrue();
        assertThat(ear.on(packet(1, 0), arrived + FRAME)).isFalse();
    }

    @Test
    void punctualPacketsAreNotLateAcrossTheWrapOfNumbersAndTimestamps() {
        for (int i = 0; i < 20; i++) {
            hear(i, 3_000_000);
        }

        assertThat(ear.counts()).isEqualTo(new PacketCounts(20, 0, 0, 0, 0));
    }

    @Test
    void latenessCountsFromThePromptestPacket() {
        hear(0, 4_000_000);
        hear(1, 0);
        hear(2, 9_000_000);
        hear(3, 12_000_000);

        assertThat(ear.counts().late()).isEqualTo(1);
        assertThat(ear.counts().latestNanos()).isEqualTo(12_000_000);
    }

    @Test
    void aPauseOfTheSenderIsNoLatenessWhenItsTimestampsMoveOn() {
        hear(0, 0);
        ByteBuf afterPause = packet(51, 4_000);
        afterPause.setShort(2, (START + 1) & 0xFFFF);
        ear.on(afterPause, arrived + 51 * FRAME);

        assertThat(ear.counts()).isEqualTo(new PacketCounts(2, 0, 0, 0, 0));
    }

    @Test
    void missingNumbersAreLostUntilTheyComeAfterAll() {
        hear(0, 0);
        hear(3, 0);
        assertThat(ear.counts().lost()).isEqualTo(2);

        hear(2, FRAME);

        assertThat(ear.counts().lost()).isEqualTo(1);
    }

    @Test
    void whatIsNoSoundOfTheAgreedKindIsCountedApart() {
        ear.on(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}), arrived);
        ByteBuf other = packet(0, 4_000);
        other.setByte(1, 8);
        ear.on(other, arrived);

        assertThat(ear.counts()).isEqualTo(new PacketCounts(0, 0, 0, 2, 0));
    }
}
