package dev.sotto.gateway.desk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the pages under the strictest policy that they have to work with. */
final class PagesServer {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private PagesServer() {}

    /** The pages' routes, to which a test adds its own. */
    static Router router(Vertx vertx) {
        var router = Router.router(vertx);
        router.get("/desk").handler(ctx -> page(ctx.response(), "desk"));
        router.get("/chat").handler(ctx -> page(ctx.response(), "chat"));
        router.get("/assets/*").handler(StaticHandler.create("web/assets"));
        router.get("/web-test/*").handler(StaticHandler.create("web-test"));
        router.get("/webjars/*").handler(StaticHandler.create("META-INF/resources/webjars"));
        return router;
    }

    /** The server's address once it listens. */
    static Future<String> start(Vertx vertx, Router router) {
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .map((HttpServer http) -> "http://127.0.0.1:" + http.actualPort());
    }

    private static void page(HttpServerResponse response, String name) {
        String html = resource("web/" + name + ".html");
        response.putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self' 'sha256-" + hash(html)
                                + "'; style-src 'self'; img-src 'self' data:; connect-src 'self'")
                .end(html);
    }

    private static String hash(String html) {
        Matcher map = IMPORT_MAP.matcher(html);
        assertTrue(map.find(), "a page has one import map");
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PagesServer.class.getClassLoader().getResourceAsStream(name)) {
            assertTrue(in != null, () -> "no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
