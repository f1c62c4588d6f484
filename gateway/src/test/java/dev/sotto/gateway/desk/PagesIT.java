package dev.sotto.gateway.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, under the strictest policy that they have to work with. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, timeUnit = TimeUnit.MINUTES)
class PagesIT {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern DONE = Pattern.compile("done: (\\d+) tests, (\\d+) failed");
    private static final int SHORT_MILLIS = 3_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private HeadlessChromium chromium;
    private String server;

    @BeforeEach
    void servePages(Vertx vertx, VertxTestContext test) {
        chromium = HeadlessChromium.orSkip();
        var router = Router.router(vertx);
        router.get("/desk").handler(ctx -> page(ctx.response(), "desk"));
        router.get("/chat").handler(ctx -> page(ctx.response(), "chat"));
        router.get("/assets/*").handler(StaticHandler.create("web/assets"));
        router.get("/web-test/*").handler(StaticHandler.create("web-test"));
        router.get("/webjars/*").handler(StaticHandler.create("META-INF/resources/webjars"));
        vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .onSuccess((HttpServer http) -> server = "http://127.0.0.1:" + http.actualPort())
                .onComplete(test.succeedingThenComplete());
    }

    @Test
    void pureModulesDoWhatTheySay() throws Exception {
        String result = chromium.elementsOf(server + "/web-test/self-test.html", folder, SHORT_MILLIS);

        Matcher done = DONE.matcher(result);
        assertTrue(done.find(), () -> "the self-test did not come to its end:\n" + result);
        assertEquals("0", done.group(2), () -> result);
        assertTrue(Integer.parseInt(done.group(1)) > 40, () -> "tests are missing:\n" + result);
    }

    @Test
    void deskShowsItsDoorToWhoeverIsNotSignedIn() throws Exception {
        String elements = chromium.elementsOf(server + "/desk", folder, SHORT_MILLIS);

        assertTrue(elements.contains("autocomplete=\"current-password\""), elements);
        assertFalse(elements.contains("decision-column"), elements);
    }

    @Test
    void chatCanBeWrittenInBeforeItIsConnected() throws Exception {
        String elements = chromium.elementsOf(server + "/chat", folder, SHORT_MILLIS);

        assertTrue(elements.contains("role=\"log\""), elements);
        assertTrue(elements.contains("<textarea"), elements);
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
        try (InputStream in = PagesIT.class.getClassLoader().getResourceAsStream(name)) {
            assertTrue(in != null, () -> "no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
