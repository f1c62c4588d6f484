package dev.sotto.gateway.desk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page that a test types in, over the Chrome DevTools Protocol: real key events, the real clock. */
public final class ChromiumWindow implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final int REPLY_SECONDS = 30;
    private static final int UNTIL_MILLIS = 15_000;
    private static final Map<String, Integer> NAMED_KEYS = Map.of(
            "Enter", 13, "Tab", 9, "Escape", 27, "ArrowDown", 40, "ArrowUp", 38, "ArrowRight", 39, "ArrowLeft", 37);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Process browser;
    private final CompletableFuture<Void> log;
    private final WebSocket devTools;

    ChromiumWindow(Process browser, Path folder) throws IOException, InterruptedException {
        this.browser = browser;
        BufferedReader errors = browser.errorReader();
        String address = address(errors);
        log = CompletableFuture.runAsync(() -> drain(errors, folder.resolve("chromium.log")));
        var page = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        String socket = new JsonObject(
                        http.send(page, HttpResponse.BodyHandlers.ofString()).body())
                .getString("webSocketDebuggerUrl");
        devTools = http.newWebSocketBuilder()
                .buildAsync(URI.create(socket), new Replies())
                .join();
    }

    public void open(String url) {
        command("Page.navigate", new JsonObject().put("url", url));
    }

    public void size(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                new JsonObject()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 500));
    }

    /** Keys one after the other, each by its name ({@code Enter}) or as the character it makes. */
    public void press(String... keys) {
        for (String key : keys) {
            var event = new JsonObject().put("key", key).put("windowsVirtualKeyCode", keyCode(key));
            if (key.length() == 1 || key.equals("Enter")) {
                event.put("text", key.equals("Enter") ? "\r" : key);
            }
            command("Input.dispatchKeyEvent", event.copy().put("type", "keyDown"));
            command("Input.dispatchKeyEvent", event.put("type", "keyUp"));
        }
    }

    /** Into whatever has the focus. */
    public void type(String text) {
        command("Input.insertText", new JsonObject().put("text", text));
    }

    /** The value of an expression in the page; promises are waited for. */
    public Object ask(String script) {
        var reply = command(
                "Runtime.evaluate",
                new JsonObject()
                        .put("expression", script)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        assertFalse(reply.containsKey("exceptionDetails"), () -> script + " failed: " + reply.encodePrettily());
        return reply.getJsonObject("result").getValue("value");
    }

    /** Waits until the expression holds; fails with the page's text when it doesn't in time. */
    public void until(String condition) {
        ask("new Promise((yes, no) => { const end = Date.now() + " + UNTIL_MILLIS
                + "; const look = () => { let holds = false; try { holds = Boolean(" + condition
                + ") } catch {} if (holds) yes(true);"
                + " else if (Date.now() > end) no(new Error('never: ' + "
                + new JsonObject().put("c", condition).encode()
                + ".c + '\\n' + document.body.innerText)); else setTimeout(look, 20); }; look(); })");
    }

    /** Waits until the page shows these words. */
    public void untilShown(String words) {
        until("document.body.innerText.includes("
                + new JsonObject().put("w", words).encode() + ".w)");
    }

    /** The page as it looks now, into a PNG file. */
    public void photograph(Path file) throws IOException {
        String png = command("Page.captureScreenshot", new JsonObject()).getString("data");
        Files.write(file, Base64.getDecoder().decode(png));
    }

    private static int keyCode(String key) {
        return NAMED_KEYS.getOrDefault(key, (int) Character.toUpperCase(key.charAt(0)));
    }

    private JsonObject command(String method, JsonObject params) {
        int id = lastId.incrementAndGet();
        var reply = new CompletableFuture<JsonObject>();
        asked.put(id, reply);
        var message = new JsonObject().put("id", id).put("method", method).put("params", params);
        devTools.sendText(message.encode(), true).join();
        return reply.orTimeout(REPLY_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        devTools.abort();
        List<ProcessHandle> all = Stream.concat(browser.descendants(), Stream.of(browser.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        log.join();
    }

    private static String address(BufferedReader errors) throws IOException {
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return listening.group(1);
            }
        }
        throw new IOException("chromium ended before it listened");
    }

    private static void drain(BufferedReader errors, Path file) {
        try (errors;
                var log = Files.newBufferedWriter(file)) {
            errors.transferTo(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Replies implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                var message = new JsonObject(text.toString());
                text.setLength(0);
                if (message.containsKey("id")) {
                    CompletableFuture<JsonObject> reply = asked.remove(message.getInteger("id"));
                    assertNotNull(reply);
                    if (message.containsKey("error")) {
                        reply.completeExceptionally(new IllegalStateException(message.encode()));
                    } else {
                        reply.complete(message.getJsonObject("result", new JsonObject()));
                    }
                }
            }
            socket.request(1);
            return null;
        }
    }
}
