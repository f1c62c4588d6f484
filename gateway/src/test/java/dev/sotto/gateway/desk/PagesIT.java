package dev.sotto.gateway.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.nio.file.Path;
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
    private static final Pattern DONE = Pattern.compile("done: (\\d+) tests, (\\d+) failed");
    private static final int SHORT_MILLIS = 3_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private HeadlessChromium chromium;
    private String server;

    @BeforeEach
    void servePages(Vertx vertx, VertxTestContext test) {
        chromium = HeadlessChromium.orSkip();
        PagesServer.start(vertx, PagesServer.router(vertx))
                .onSuccess(address -> server = address)
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
}
