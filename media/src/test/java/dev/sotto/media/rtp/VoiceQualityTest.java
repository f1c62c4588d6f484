package dev.sotto.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VoiceQualityTest {
    @Test
    void aPerfectLineHasTheModelsBestScore() {
        assertThat(VoiceQuality.mos(0, 0)).isCloseTo(4.41, within(0.01));
    }

    /** R = 93.2 - 95*3/28.1 - 0.024*100 = 80.66, which Annex B turns into 4.05. */
    @Test
    void threePercentLossAndATenthOfASecond() {
        assertThat(VoiceQuality.mos(0.03, 100)).isCloseTo(4.05, within(0.01));
    }

    @Test
    void moreLossAndMoreDelayAreNeverBetter() {
        for (int percent = 0; percent < 100; percent++) {
            double here = VoiceQuality.mos(percent / 100.0, 80);
            assertThat(VoiceQuality.mos((percent + 1) / 100.0, 80)).isLessThanOrEqualTo(here);
            assertThat(VoiceQuality.mos(percent / 100.0, 300)).isLessThanOrEqualTo(here);
            assertThat(here).isBetween(1.0, 4.5);
        }
    }
}
