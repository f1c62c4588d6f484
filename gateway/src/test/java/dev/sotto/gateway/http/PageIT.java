package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageIT {
    private static EdgeUnderTest edge;

    @BeforeAll
    static void start() {
        edge = new EdgeUnderTest();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Test
    void librariesAreServedWithAndWithoutTheirVersion() {
        var exact = edge.get("/webjars/uplot/1.6.30/dist/uPlot.esm.js", null);
        var short_ = edge.get("/webjars/uplot/dist/uPlot.esm.js", null);
        assertThat(exact.statusCode()).isEqualTo(200);
        assertThat(exact.getHeader("Content-Type")).contains("javascript");
        assertThat(exact.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(short_.body()).isEqualTo(exact.body());
    }

    @Test
    void whatABrowserHasIsNotSentAgain() {
        var file = edge.get("/openapi.yaml", null);
        String etag = file.getHeader("ETag");
        assertThat(etag).startsWith("W/\"");
        var again = edge.conditional("/openapi.yaml", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isNull();
        assertThat(edge.conditional("/openapi.yaml", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void headAnswersWithoutABody() {
        var head = edge.send(HttpMethod.HEAD, "/openapi.yaml", null, null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isNull();
    }

    @Test
    void otherSitesMayLoadTheDescriptionButNotReadTheInterface() {
        assertThat(edge.get("/openapi.yaml", null).getHeader("Access-Control-Allow-Origin"))
                .isEqualTo("*");
        var api = edge.get("/v1/guidance", EdgeUnderTest.API_KEY);
        assertThat(api.getHeader("Access-Control-Allow-Origin")).isNull();
        assertThat(api.getHeader("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(api.getHeader("Cache-Control")).isEqualTo("no-store");
    }
}
