package dev.sotto.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.chaos.FaultyLink.Trouble;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A link to a server that says everything back. */
class FaultyLinkIT {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Vertx vertx = Vertx.vertx();
    private FaultyLink link;

    @BeforeEach
    void open() throws Exception {
        NetServer echo = await(vertx.createNetServer()
                .connectHandler(socket -> socket.handler(socket::write))
                .listen(0, "127.0.0.1"));
        link = await(FaultyLink.to(vertx, "127.0.0.1", echo.actualPort()));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void aGoodLinkCarriesBothWays() throws Exception {
        try (Socket socket = dial()) {
            assertThat(echoed(socket, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void aCutEndsWhatIsOpenAndWhatComes() throws Exception {
        try (Socket open = dial()) {
            assertThat(echoed(open, "hello")).isEqualTo("hello");

            link.be(new Trouble.Cut());

            assertThat(ended(open)).isTrue();
            try (Socket later = dial()) {
                assertThat(ended(later)).isTrue();
            }
            link.mend();
            try (Socket again = dial()) {
                assertThat(echoed(again, "back")).isEqualTo("back");
            }
        }
    }

    @Test
    void aDelayIsAddedToEachWay() throws Exception {
        try (Socket socket = dial()) {
            assertThat(echoed(socket, "a")).isEqualTo("a");
            link.be(new Trouble.Delay(150));

            long began = System.nanoTime();
            String back = echoed(socket, "hello");

            assertThat(back).isEqualTo("hello");
            assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(290));
        }
    }

    @Test
    void aThrottledLinkTakesTheTimeThatItsBytesTake() throws Exception {
        try (Socket socket = dial()) {
            assertThat(echoed(socket, "a")).isEqualTo("a");
            link.be(new Trouble.Throttle(10_000));
            String long2kB = "x".repeat(2_000);

            long began = System.nanoTime();
            String back = echoed(socket, long2kB);

            assertThat(back).isEqualTo(long2kB);
            assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(350));
        }
    }

    @Test
    void aSilentLinkStaysOpenAndLosesWhatIsSaid() throws Exception {
        try (Socket socket = dial()) {
            assertThat(echoed(socket, "a")).isEqualTo("a");
            link.be(new Trouble.Silent());
            socket.setSoTimeout(300);
            socket.getOutputStream().write('b');

            assertThat(readOrTimeout(socket)).as("nothing, not the end").isEqualTo("timeout");

            link.mend();
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(ended(socket)).as("what was lost can't be made good").isTrue();
        }
    }

    @Test
    void garblingChangesBytesOnTheirWayBackOnly() throws Exception {
        try (Socket socket = dial()) {
            assertThat(echoed(socket, "a")).isEqualTo("a");
            link.be(new Trouble.Garble());

            assertThat(echoed(socket, "seven bytes or more"))
                    .hasSize(19)
                    .isNotEqualTo("seven bytes or more")
                    .startsWith("seven ");
        }
    }

    private Socket dial() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static String echoed(Socket socket, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(bytes);
        return new String(socket.getInputStream().readNBytes(bytes.length), StandardCharsets.ISO_8859_1);
    }

    private static String readOrTimeout(Socket socket) throws IOException {
        try {
            return Integer.toString(socket.getInputStream().read());
        } catch (SocketTimeoutException e) {
            return "timeout";
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
