package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.DigitReceiver;
import dev.sotto.media.rtp.RtpPacket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MouthTest {
    private final Mouth mouth = new Mouth(99, 65_534);
    private final List<ByteBuf> sent = new ArrayList<>();

    MouthTest() {
        mouth.use(AudioFormat.PCMA, 8, 101);
    }

    private Mouth.Moment tick() {
        ByteBuf packet = Unpooled.buffer(256);
        Mouth.Moment moment = mouth.tick(packet);
        sent.add(packet);
        return moment;
    }

    /** Frames of silence, sound and silence. */
    private static SpokenPhrase phrase(int before, int sounding, int after) {
        short[] samples = new short[160 * (before + sounding + after)];
        for (int i = 160 * before; i < 160 * (before + sounding); i++) {
            samples[i] = (short) (i % 8 < 4 ? 5_000 : -5_000);
        }
        return SpokenPhrase.of("test", samples);
    }

    @Test
    void aTurnBeginsAndEndsWithItsSound() {
        mouth.say(phrase(2, 3, 4));

        assertThat(List.of(tick(), tick(), tick(), tick(), tick()))
                .containsExactly(
                        Mouth.Moment.NOTHING,
                        Mouth.Moment.NOTHING,
                        Mouth.Moment.TURN_BEGAN,
                        Mouth.Moment.NOTHING,
                        Mouth.Moment.TURN_ENDED);
        assertThat(mouth.idle()).as("what fades away is still played").isFalse();
        for (int i = 0; i < 4; i++) {
            assertThat(tick()).isEqualTo(Mouth.Moment.NOTHING);
        }
        assertThat(mouth.idle()).isTrue();
    }

    @Test
    void breathBeforeTheWordsIsNoSpeechYet() {
        short[] samples = new short[160 * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((i < 160 ? 100 : 6_000) * (i % 8 < 4 ? 1 : -1));
        }

        assertThat(SpokenPhrase.of("where", samples).firstAudible()).isEqualTo(1);
    }

    @Test
    void packetsFollowEachOtherWhateverIsSaid() {
        mouth.say(phrase(0, 2, 0));
        for (int i = 0; i < 5; i++) {
            tick();
        }

        RtpPacket packet = new RtpPacket();
        for (int i = 0; i < 5; i++) {
            assertThat(packet.wrap(sent.get(i))).isEqualTo(RtpPacket.Flaw.NONE);
            assertThat(packet.sequence()).isEqualTo((65_534 + i) & 0xFFFF);
            assertThat(packet.payloadLength()).isEqualTo(160);
        }
    }

    @Test
    void keysArriveAsTheyWerePressedAndTheLastOneEndsTheTurn() {
        mouth.press("482913");
        List<Mouth.Moment> moments = new ArrayList<>();
        while (!mouth.idle()) {
            moments.add(tick());
        }
        for (int i = 0; i < 20; i++) {
            moments.add(tick());
        }

        assertThat(received()).isEqualTo("482913");
        assertThat(moments).containsOnlyOnce(Mouth.Moment.TURN_ENDED);
    }

    @Test
    void noKeysWhereTheOtherSideTakesNone() {
        mouth.use(AudioFormat.PCMU, 0, -1);

        assertThat(mouth.press("1")).isFalse();
        assertThat(mouth.idle()).isTrue();
    }

    private String received() {
        DigitReceiver receiver = new DigitReceiver();
        RtpPacket packet = new RtpPacket();
        StringBuilder keys = new StringBuilder();
        for (ByteBuf bytes : sent) {
            packet.wrap(bytes);
            if (packet.payloadType() == 101) {
                char key = receiver.on(packet.timestamp(), packet.marker(), bytes.getInt(packet.payloadOffset()));
                if (key != DigitReceiver.NONE) {
                    keys.append(key);
                }
            }
        }
        return keys.toString();
    }
}
