package dev.sotto.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessControlTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Account ADA = new Account("ada", Role.AGENT, PasswordHash.of("whisper", RANDOM));

    private final Vertx vertx = Vertx.vertx();
    private Instant now = Instant.EPOCH;
    private final AccessControl access = new AccessControl(List.of(ADA), "key", () -> now, RANDOM);

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private int tried(String name, String password, String address) throws Exception {
        Future<Session> session = access.signIn(vertx, name, password, address);
        return session.map(opened -> 200)
                .otherwise(failure -> ((Problem) failure).status())
                .await(10, TimeUnit.SECONDS);
    }

    @Test
    void aSessionEndsAfterTwelveHours() throws Exception {
        Session session = access.signIn(vertx, "ada", "whisper", "a").await(10, TimeUnit.SECONDS);
        assertThat(Objects.requireNonNull(access.identify(session.token())).name())
                .isEqualTo("ada");
        assertThat(session.toString()).doesNotContain(session.token());
        now = now.plus(Duration.ofHours(12)).minusSeconds(1);
        assertThat(access.identify(session.token())).isNotNull();
        now = now.plusSeconds(1);
        assertThat(access.identify(session.token())).isNull();
    }

    @Test
    void theKeyIsAnIntegratorsAndNothingLikeItIs() {
        assertThat(Objects.requireNonNull(access.identify("key")).isIntegrator())
                .isTrue();
        assertThat(access.identify("ke")).isNull();
        assertThat(access.identify("")).isNull();
        assertThat(access.identify("KEY")).isNull();
    }

    @Test
    void guessingIsSlowedDownForThatNameFromThatAddressOnly() throws Exception {
        for (int n = 0; n < 5; n++) {
            assertThat(tried("ada", "guess", "a")).isEqualTo(401);
        }
        assertThat(tried("ada", "whisper", "a")).isEqualTo(429);
        assertThat(tried("ada", "whisper", "b")).isEqualTo(200);
        assertThat(tried("ben", "whisper", "a")).isEqualTo(401);
        now = now.plusSeconds(2);
        assertThat(tried("ada", "whisper", "a")).isEqualTo(200);
        assertThat(tried("ada", "guess", "a")).isEqualTo(401);
    }

    @Test
    void waitsGrowToAMinuteAndAreForgottenInTime() {
        var throttle = new SignInThrottle();
        for (int n = 0; n < 30; n++) {
            now = now.plus(throttle.tryNow("ada", "a", now));
            assertThat(throttle.tryNow("ada", "a", now)).isLessThanOrEqualTo(Duration.ofMinutes(1));
        }
        assertThat(throttle.tryNow("ada", "a", now)).isGreaterThan(Duration.ofSeconds(30));
        now = now.plus(Duration.ofMinutes(16));
        assertThat(throttle.tryNow("ada", "a", now)).isZero();
        assertThat(throttle.tryNow("ada", "a", now)).isZero();
    }

    @Test
    void namesThatDoNotExistTakeTheSameWay() throws Exception {
        assertThat(tried("nobody", "whisper", "a")).isEqualTo(401);
    }
}
