package dev.sotto.gateway.access;

import dev.sotto.gateway.web.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Accounts, sessions and the API key. One for the server; any thread. */
public final class AccessControl {
    private static final int MAX_VERIFYING = 64;
    private static final Principal INTEGRATOR = new Principal("integrator", Role.INTEGRATOR);

    private final Map<String, Account> accounts;
    private final PasswordHash nobody;
    private final byte[] apiKey;
    private final InstantSource clock;
    private final Sessions sessions;
    private final SignInThrottle throttle = new SignInThrottle();
    private final AtomicInteger verifying = new AtomicInteger();

    public AccessControl(List<Account> accounts, String apiKey, InstantSource clock, SecureRandom random) {
        this.accounts = accounts.stream().collect(Collectors.toUnmodifiableMap(Account::name, Function.identity()));
        this.apiKey = bytes(apiKey);
        this.clock = clock;
        this.sessions = new Sessions(random);
        this.nobody = PasswordHash.of(Long.toHexString(random.nextLong()), random);
    }

    /** Fails with 401 for a wrong pair, 429 after too many, 503 when too many people sign in at once. */
    public Future<Session> signIn(Vertx vertx, String name, String password, String address) {
        Duration wait = throttle.tryNow(name, address, clock.instant());
        if (!wait.isZero()) {
            String message = "Too many wrong passwords; try again in " + (wait.toSeconds() + 1) + " s";
            return Future.failedFuture(new Problem(HttpResponseStatus.TOO_MANY_REQUESTS, "slow_down", message));
        }
        if (verifying.incrementAndGet() > MAX_VERIFYING) {
            verifying.decrementAndGet();
            return Future.failedFuture(Problem.unavailable("Too many people are signing in at once"));
        }
        Account account = accounts.get(name);
        PasswordHash expected = account == null ? nobody : account.password();
        return vertx.executeBlocking(() -> expected.matches(password), false)
                .onComplete(done -> verifying.decrementAndGet())
                .compose(right -> right && account != null ? open(account, address) : wrong());
    }

    public void signOut(String token) {
        sessions.close(token);
    }

    /** Whose token or API key this is, or null. */
    public @Nullable Principal identify(String credential) {
        if (MessageDigest.isEqual(apiKey, bytes(credential))) {
            return INTEGRATOR;
        }
        return sessions.find(credential, clock.instant());
    }

    /** An agent's or supervisor's role by name, or null. */
    public @Nullable Role roleOf(String name) {
        Account account = accounts.get(name);
        return account == null ? null : account.role();
    }

    private Future<Session> open(Account account, String address) {
        throttle.succeeded(account.name(), address);
        return Future.succeededFuture(sessions.open(new Principal(account.name(), account.role()), clock.instant()));
    }

    private static Future<Session> wrong() {
        return Future.failedFuture(
                new Problem(HttpResponseStatus.UNAUTHORIZED, "wrong_password", "Wrong name or password"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
