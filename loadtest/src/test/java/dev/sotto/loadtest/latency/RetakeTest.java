package dev.sotto.loadtest.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.phone.Felt;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetakeTest {
    private static final long MILLI = 1_000_000;

    private final WireCall call = new WireCall();

    private Felt felt() {
        return Retake.of(call.recorded());
    }

    @Test
    void aReplyCountsFromTheLastPacketOfThePhraseToTheirFirstWithSound() {
        call.serverSays(200, 1_000).callerSays(2_000, 3_000, 5_000).serverSays(3_440, 4_000);

        Felt felt = felt();

        assertThat(felt.greeting()).isEqualTo(200 * MILLI);
        assertThat(felt.replies()).containsExactly(460 * MILLI);
    }

    @Test
    void aPauseBetweenWordsEndsNoTurn() {
        call.serverSays(0, 1_000)
                .callerSays(2_000, 2_500, 2_900)
                .callerSays(2_900, 3_400, 5_000)
                .serverSays(3_880, 4_000);

        assertThat(felt().replies()).containsExactly(500 * MILLI);
    }

    @Test
    void theLastKeyEndsATurn() {
        call.serverSays(0, 1_000).key(2_000).key(2_200).key(2_400).serverSays(2_450, 3_000);

        assertThat(felt().replies()).containsExactly(50 * MILLI);
    }

    @Test
    void bargeInCountsToTheirLastPacket() {
        call.callerSays(1_010, 2_000, 4_000).serverSays(0, 1_140);

        assertThat(felt().bargeIns()).containsExactly(130 * MILLI);
    }

    @Test
    void answersAreToldApart() {
        call.serverSays(0, 1_000).answered(2_000).serverSays(2_100, 2_400);
        call.callerSays(4_000, 5_000, 9_000).answered(4_500).serverSays(5_480, 6_000);
        call.answered(5_900).serverSays(6_300, 6_600);

        Felt felt = felt();

        assertThat(felt.answersInSilence()).containsExactly(100 * MILLI);
        assertThat(felt.answersOverCaller()).containsExactly(500 * MILLI);
        assertThat(felt.answersInSpeech()).containsExactly(400 * MILLI);
    }

    @Test
    void packetsThatComeTogetherKeepTheirSoundAndTheirTimes() {
        call.serverPacket(0, 6_000).serverPacket(20, 6_000);
        // one that was held up, silent, and the next right behind it
        call.callerSays(400, 1_000, 2_000).serverPacket(1_418, 0).serverPacket(1_420, 6_000);

        RecordedCall recorded = call.recorded();

        assertThat(recorded.heardAt()).containsExactly(0, 160, 1_418 * 8, 1_420 * 8);
        assertThat(recorded.heardLevels()[2]).isLessThan(-60);
        assertThat(recorded.heardLevels()[3]).isGreaterThan(-30);
        assertThat(Retake.of(recorded).replies()).isEqualTo(List.of(440 * MILLI));
    }
}
