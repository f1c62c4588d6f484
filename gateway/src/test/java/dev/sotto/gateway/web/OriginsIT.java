package dev.sotto.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsIT {
    private final Vertx vertx = Vertx.vertx();
    // held here: a client that nothing refers to is closed by the garbage collector in mid-request
    private final HttpClient client = vertx.createHttpClient();
    private final AtomicReference<Origins> origins = new AtomicReference<>(Origins.SAME);
    private int port;

    @BeforeEach
    void start() throws Exception {
        port = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(origins.get().allow(request) ? 200 : 403)
                        .end())
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private int status(String host, String origin) throws Exception {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(port)
                .putHeader("Host", host);
        if (origin != null) {
            options.putHeader("Origin", origin);
        }
        return client.request(options)
                .compose(request -> request.send().map(response -> response.statusCode()))
                .await(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "desk.example,-,200",
                "desk.example,http://desk.example,200",
                "desk.example,https://desk.example,200",
                "desk.example:8080,http://desk.example:8080,200",
                "desk.example:8080,http://desk.example,403",
                "desk.example,https://evil.example,403",
                "desk.example,https://desk.example.evil.example,403",
                "desk.example,null,403",
                "desk.example,http://[,403"
            })
    void onlyOurOwnPagesCountAsTheSame(String host, String origin, int expected) throws Exception {
        assertThat(status(host, origin)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"https://shop.example,200", "https://other.example,403", "http://shop.example,403"})
    void namedOriginsAreAllowedExactly(String origin, int expected) throws Exception {
        origins.set(new Origins(Set.of("https://shop.example")));
        assertThat(status("desk.example", origin)).isEqualTo(expected);
    }
}
