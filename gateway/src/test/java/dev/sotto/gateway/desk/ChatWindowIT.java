package dev.sotto.gateway.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The visitor's page on a phone, in a real browser, against a server that is staged. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, timeUnit = TimeUnit.MINUTES)
class ChatWindowIT {
    private static final int PHONE_WIDTH = 375;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static ChromiumWindow page;

    private final StagedDesk staged = new StagedDesk();

    @BeforeAll
    static void openWindow() throws Exception {
        page = HeadlessChromium.orSkip().window(folder);
        page.size(PHONE_WIDTH, 667);
    }

    @AfterAll
    static void closeWindow() {
        if (page != null) {
            page.close();
        }
    }

    @BeforeEach
    void chat(Vertx vertx) throws Exception {
        staged.visited(ChatWindowIT::welcome);
        Router router = PagesServer.router(vertx);
        staged.addTo(router);
        String server = PagesServer.start(vertx, router)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        page.open(server + "/chat");
        page.untilShown("What can I do for you?");
    }

    @Test
    void longWordsDontPushAPhonesPageAside() {
        staged.push(message(2, "agent", "https://example.com/" + "a-word-without-end".repeat(12)));
        page.untilShown("example.com");

        assertEquals(PHONE_WIDTH, page.ask("document.documentElement.scrollWidth"));
    }

    @Test
    void aPersonIsToldFromTheAssistantWithTheirName() {
        staged.push(message(2, "agent", "Ada here.").put("agent", "Ada"));
        page.untilShown("Ada here.");
        page.until("document.querySelectorAll('.from')[1].innerText === 'Ada'");

        staged.push(message(3, "agent", "And I am somebody else."));
        page.until("document.querySelectorAll('.from')[2].innerText === 'A colleague'");
    }

    @Test
    void dotsStandThereWhileSomebodyWrites() {
        staged.push(typing("agent", true));
        page.until("document.querySelector('.typing').innerText.includes('A colleague is writing')");

        staged.push(typing("agent", false));
        page.until("!document.querySelector('.typing')");
    }

    @Test
    void comesBackByItselfAndLosesNothing() {
        staged.hangUp();
        page.untilShown("Connection lost, reconnecting.");
        page.ask("document.querySelector('textarea').focus()");
        page.type("are you there");
        page.press("Enter");
        page.until("!document.body.innerText.includes('Connection lost')");

        JsonObject hello = staged.told.stream()
                .map(StagedDesk.Told::body)
                .filter(frame -> "hello".equals(frame.getString("type")))
                .reduce((first, last) -> last)
                .orElseThrow();
        assertEquals("secret", hello.getString("resume"));
        assertEquals(1, hello.getInteger("after"));
        page.ask("fetch('/v1/any').then((reply) => reply.text())");
        assertTrue(
                staged.told.stream()
                        .anyMatch(told -> "are you there".equals(told.body().getString("text"))),
                () -> "" + staged.told);
    }

    @Test
    void whoReadsWhatWasSaidBeforeIsLeftThere() {
        for (int number = 2; number < 30; number++) {
            staged.push(message(number, "assistant", "Line " + number));
        }
        page.untilShown("Line 29");
        page.until("document.querySelector('.talk').scrollTop > 100");
        page.ask("document.querySelector('.talk').scrollTo(0, 0)");

        staged.push(message(30, "assistant", "Line 30"));
        page.untilShown("Line 30");

        assertEquals(0, page.ask("document.querySelector('.talk').scrollTop"));
    }

    private static void welcome(ServerWebSocket socket) {
        socket.writeTextMessage(new JsonObject()
                .put("type", "welcome")
                .put("conversation", "c")
                .put("resume", "secret")
                .put("company", "Harbour Outfitters")
                .encode());
        socket.writeTextMessage(
                message(1, "assistant", "What can I do for you?").encode());
    }

    private static JsonObject message(int number, String from, String text) {
        return new JsonObject()
                .put("type", "message")
                .put("number", number)
                .put("id", "c/" + number)
                .put("from", from)
                .put("text", text)
                .put("at", StagedDesk.now().toString());
    }

    private static JsonObject typing(String from, boolean on) {
        return new JsonObject().put("type", "typing").put("from", from).put("on", on);
    }
}
