package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.turn.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One frame every 20 ms of virtual time. */
class SilenceMeterTest {
    private static final long FRAME = PlayoutClock.FRAME_NANOS;
    private static final double LOUD = -20;

    private final List<Long> measured = new ArrayList<>();
    private final SilenceMeter meter = new SilenceMeter(new MediaMeters() {
        @Override
        public void callerSilence(long nanos) {
            measured.add(nanos / 1_000_000);
        }
    });
    private final List<String> news = new ArrayList<>();
    private long now = -5_000_000_000L;
    private boolean saying;

    private SilenceMeterTest frames(int count, double levelDb) {
        for (int i = 0; i < count; i++) {
            int told = meter.sent(levelDb, saying, now);
            now += FRAME;
            note(told, SilenceMeter.REPORT, "report");
            note(told, SilenceMeter.ALARM, "alarm");
            note(told, SilenceMeter.MUTE, "mute");
        }
        return this;
    }

    private void note(int told, int which, String name) {
        if ((told & which) != 0) {
            news.add(name + " " + meter.nowMillis());
        }
    }

    private SilenceMeterTest quiet(int millis) {
        return frames(millis / 20, Level.SILENCE_DB);
    }

    private SilenceMeterTest sound(int millis) {
        return frames(millis / 20, LOUD);
    }

    @Test
    void silenceCountsFromTheEndOfTheCallersWordsNotFromTheDecision() {
        meter.callerSpeaks(now);
        quiet(1_000);
        long ended = now - 400_000_000;
        meter.callerDone(ended);
        quiet(600).sound(100);
        assertThat(measured).containsExactly(1_000L);
    }

    @Test
    void afterOurQuestionTheSilenceIsTheirs() {
        saying = true;
        sound(1_000);
        saying = false;
        quiet(9_000);
        assertThat(measured).isEmpty();
        assertThat(meter.nowMillis()).isZero();
        assertThat(meter.figures().longestMillis()).isZero();
    }

    @Test
    void whileSomethingIsOwedOurOwnSilenceCountsFromTheEndOfOurSound() {
        meter.owe(true);
        saying = true;
        sound(1_000);
        saying = false;
        quiet(3_000).sound(500).quiet(1_000);
        meter.owe(false);
        quiet(2_000);
        assertThat(measured).containsExactly(3_000L, 1_000L);
        assertThat(meter.figures().longestMillis()).isEqualTo(3_000);
        assertThat(meter.figures().totalMillis()).isEqualTo(4_000);
    }

    @Test
    void whatIsOwedAfterALongSilenceOfTheirsCountsFromThen() {
        saying = true;
        sound(1_000);
        saying = false;
        quiet(6_000);
        meter.owe(true);
        quiet(1_000).sound(100);
        assertThat(measured).containsExactly(1_000L);
    }

    @Test
    void theAlarmComesOnceForEachSilenceAndTheReportOnceASecond() {
        meter.callerDone(now);
        quiet(4_500);
        assertThat(news).containsExactly("report 2000", "report 3000", "report 4000", "alarm 4020");
        sound(100).quiet(200);
        assertThat(news).hasSize(5).last().isEqualTo("report 0");
        assertThat(meter.figures().overLimit()).isEqualTo(1);
    }

    @Test
    void aClickAndComfortNoiseBreakNoSilence() {
        meter.callerDone(now);
        quiet(1_000).frames(1, LOUD);
        frames(50, -62).sound(40);
        assertThat(measured).containsExactly(2_020L);
    }

    @Test
    void pausesWithinOurSpeechAreNone() {
        saying = true;
        sound(500).quiet(240).sound(500);
        assertThat(measured).isEmpty();
        assertThat(meter.figures().totalMillis()).isZero();
    }

    @Test
    void theCallersWordsEndASilenceWhereTheyBegan() {
        meter.owe(true);
        meter.callerDone(now);
        quiet(1_120);
        meter.callerSpeaks(now - 120_000_000);
        quiet(3_000);
        meter.callerDone(now);
        quiet(500).sound(100);
        assertThat(measured).containsExactly(1_000L, 500L);
    }

    @Test
    void aCoughIsNotAnswered() {
        saying = true;
        sound(500);
        saying = false;
        meter.callerSpeaks(now);
        quiet(400);
        meter.callerDone(now - 200_000_000);
        quiet(400);
        meter.nothingSaid();
        quiet(5_000);
        assertThat(measured).isEmpty();
    }

    @Test
    void wordsThatNobodyHearsAreAnAlarmOfTheirOwn() {
        saying = true;
        sound(200).quiet(1_400);
        assertThat(news).containsExactly("mute 1000");
        sound(100).quiet(1_100);
        assertThat(meter.figures().mutes()).isEqualTo(2);
    }

    @Test
    void onHoldNothingCounts() {
        meter.callerDone(now);
        quiet(1_000);
        for (int i = 0; i < 500; i++) {
            meter.held(now);
            now += FRAME;
        }
        quiet(400).sound(100);
        assertThat(measured).containsExactly(1_000L, 400L);
    }

    @Test
    void aLoopThatStoodStillIsHeardAsSilence() {
        meter.callerDone(now);
        quiet(500);
        now += 3_000_000_000L;
        quiet(20).sound(40);
        assertThat(measured).containsExactly(3_520L);
    }
}
