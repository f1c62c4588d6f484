package dev.sotto.gateway.shop;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keys fetched from where they are published, and kept. An unknown name makes it ask again, but not more than every ten
 * seconds: names come from strangers. Any thread.
 */
public final class PublishedKeys implements ApprovalKeys {
    private static final Duration BETWEEN = Duration.ofSeconds(10);
    private static final long PATIENCE_MILLIS = 5_000;

    private final VertxInternal vertx;
    private final String url;
    private final InstantSource clock;
    private final WebClient client;
    private final AtomicReference<@Nullable Future<JWKSet>> asking = new AtomicReference<>();

    private volatile Known known = new Known(new JWKSet(), Instant.MIN);

    private record Known(JWKSet keys, Instant askAgain) {}

    /** @param url of a JWK set (RFC 7517) */
    public PublishedKeys(Vertx vertx, String url, InstantSource clock) {
        this.vertx = (VertxInternal) vertx;
        this.url = url;
        this.clock = clock;
        this.client = WebClient.create(vertx);
    }

    @Override
    public Future<Optional<JWK>> key(String name) {
        Known now = known;
        JWK key = now.keys().getKeyByKeyId(name);
        if (key != null || clock.instant().isBefore(now.askAgain())) {
            return Future.succeededFuture(Optional.ofNullable(key));
        }
        Promise<Optional<JWK>> found = vertx.getOrCreateContext().promise();
        fetch().map(keys -> Optional.ofNullable(keys.getKeyByKeyId(name))).onComplete(found);
        return found.future();
    }

    /** Everybody who needs a key meanwhile waits for the same answer. */
    private Future<JWKSet> fetch() {
        Promise<JWKSet> mine = Promise.promise();
        Future<JWKSet> others = asking.compareAndExchange(null, mine.future());
        if (others != null) {
            return others;
        }
        client.getAbs(url)
                .timeout(PATIENCE_MILLIS)
                .send()
                .compose(PublishedKeys::keys)
                .onSuccess(keys -> known = new Known(keys, clock.instant().plus(BETWEEN)))
                .onComplete(done -> asking.set(null))
                .onComplete(mine);
        return mine.future();
    }

    private static Future<JWKSet> keys(HttpResponse<Buffer> answer) {
        try {
            return answer.statusCode() == 200
                    ? Future.succeededFuture(JWKSet.parse(answer.bodyAsString()))
                    : Future.failedFuture("the keys' address answered " + answer.statusCode());
        } catch (ParseException | RuntimeException e) {
            return Future.failedFuture("the keys' address answered with something else");
        }
    }
}
