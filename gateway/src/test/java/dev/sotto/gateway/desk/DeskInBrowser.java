package dev.sotto.gateway.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The desk in a real browser, without a mouse, against a server that is staged. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, timeUnit = TimeUnit.MINUTES)
abstract class DeskInBrowser {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    /** One for all tests: each has its own server, an origin of its own, and so begins signed out. */
    static ChromiumWindow page;

    final StagedDesk desk = new StagedDesk();
    private String server;

    @BeforeAll
    static void openWindow() throws Exception {
        page = HeadlessChromium.orSkip().window(folder);
        page.size(1440, 900);
    }

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        Router router = PagesServer.router(vertx);
        desk.addTo(router);
        server = PagesServer.start(vertx, router)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterAll
    static void closeWindow() {
        if (page != null) {
            page.close();
        }
    }

    void signIn() {
        signIn("What about g");
    }

    void signIn(String shown) {
        page.open(server + "/desk");
        page.until("document.activeElement?.name === 'name'");
        page.type("ada");
        page.press("Tab");
        page.type("secret");
        page.press("Enter");
        page.untilShown(shown);
    }

    /** A double press is not an answer: a card takes none in the first moments in which it is read. */
    void pressWhenSettled(String key) {
        page.until("document.querySelector('guidance-card[focused]').read");
        page.press(key);
        page.until("document.querySelector('.outcome')");
    }

    String shown() {
        return String.valueOf(page.ask("document.body.innerText"));
    }

    List<JsonObject> told(String what) {
        return desk.told.stream()
                .filter(told -> told.what().equals(what))
                .map(StagedDesk.Told::body)
                .toList();
    }

    JsonObject body(String what) {
        List<JsonObject> bodies = told(what);
        assertEquals(1, bodies.size(), () -> what + " in " + desk.told);
        return bodies.get(0);
    }

    void until(String what) {
        until(what, new JsonObject());
    }

    /** The page's requests are on their way: a reply to another one, asked for after them, says that they have arrived. */
    void until(String what, JsonObject body) {
        for (int tries = 0; tries < 100 && !told(what).contains(body); tries++) {
            page.ask("fetch('/v1/agents').then((reply) => reply.text())");
        }
        assertTrue(told(what).contains(body), () -> what + " in " + desk.told);
    }
}
