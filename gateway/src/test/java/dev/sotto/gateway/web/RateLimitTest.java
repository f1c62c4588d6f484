package dev.sotto.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private Instant now = Instant.EPOCH;
    private final RateLimit limit = new RateLimit(new RateLimit.Settings(2, 3, true), () -> now);

    @Test
    void aBurstIsAllowedAndRefillsWithTime() {
        for (int n = 0; n < 3; n++) {
            assertThat(limit.allows("192.0.2.1")).isTrue();
        }
        assertThat(limit.allows("192.0.2.1")).isFalse();
        assertThat(limit.allows("192.0.2.2")).isTrue();
        now = now.plusMillis(500);
        assertThat(limit.allows("192.0.2.1")).isTrue();
        assertThat(limit.allows("192.0.2.1")).isFalse();
    }

    @Test
    void zeroIsNoLimit() {
        var open = new RateLimit(RateLimit.Settings.of(0), () -> now);
        for (int n = 0; n < 10_000; n++) {
            assertThat(open.allows("192.0.2.1")).isTrue();
        }
    }

    @Test
    void aBurstIsFourSecondsWorth() {
        assertThat(RateLimit.Settings.of(50)).isEqualTo(new RateLimit.Settings(50, 200, true));
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        for (int n = 0; n < 3; n++) {
            limit.allows("192.0.2.1");
        }
        now = now.minusSeconds(100);
        assertThat(limit.allows("192.0.2.1")).isFalse();
    }

    @Test
    void loopbackIsExemptOnlyWhenSettingsSaySo() {
        var strict = new RateLimit(new RateLimit.Settings(1, 1, false), () -> now);
        assertThat(strict.allows("127.0.0.1")).isTrue();
        assertThat(strict.allows("127.0.0.1")).isFalse();
        for (int n = 0; n < 10; n++) {
            assertThat(limit.allows("127.0.0.1")).isTrue();
            assertThat(limit.allows("0:0:0:0:0:0:0:1")).isTrue();
        }
    }

    @Test
    void keysAreBounded() {
        for (int n = 0; n < 50_000; n++) {
            assertThat(limit.allows("host" + n)).isTrue();
        }
        assertThat(limit.allows("one more")).isFalse();
        now = now.plusSeconds(2);
        assertThat(limit.allows("one more")).isTrue();
    }
}
