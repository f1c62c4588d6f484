package dev.sotto.media.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetchIT {
    private enum Server {
        GOOD,
        BREAKS_OFF,
        ALWAYS_BREAKS_OFF,
        IGNORES_RANGE,
        OTHER_RANGE,
        MISSING,
        STALLS
    }

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ModelFetch fetch = new ModelFetch(new PrintStream(printed, true, StandardCharsets.UTF_8), 500);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final byte[] zip = modelZip();
    private volatile Server behaviour = Server.GOOD;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(java.util.concurrent.Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
    }

    @Test
    void aModelIsFetchedCheckedAndUnpacked() throws IOException {
        Path model = fetch.fetch(source(sha256(zip)), folder);

        assertThat(model).isEqualTo(folder.resolve("tiny-model"));
        assertThat(model.resolve("am/final.mdl")).exists();
        assertThat(Files.list(folder)).containsExactly(model);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("] 100 % of 0.3 MB");
        assertThat(ModelFolder.find("", folder.getParent().resolve("none"))).isEmpty();
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws IOException {
        fetch.fetch(source(sha256(zip)), folder);
        int requests = asked.size();
        fetch.fetch(source(sha256(zip)), folder);

        assertThat(asked).hasSize(requests);
    }

    @Test
    void aDownloadThatBreaksOffGoesOnWhereItWas() throws IOException {
        behaviour = Server.BREAKS_OFF;
        fetch.fetch(source(sha256(zip)), folder);

        assertThat(asked.get(0)).isEqualTo("null");
        assertThat(asked.get(1)).matches("bytes=[1-9]\\d*-");
        assertThat(folder.resolve("tiny-model/am/final.mdl")).hasBinaryContent(content());
    }

    @Test
    void theNextRunOfTheCommandGoesOnToo() throws IOException {
        Files.write(folder.resolve("tiny-model.zip.part"), Arrays.copyOf(zip, 1_000));
        fetch.fetch(source(sha256(zip)), folder);

        assertThat(asked).containsExactly("bytes=1000-");
    }

    @Test
    void aWholeDownloadThatWasNotUnpackedIsNotFetchedAgain() throws IOException {
        Files.write(folder.resolve("tiny-model.zip.part"), zip);
        fetch.fetch(source(sha256(zip)), folder);

        assertThat(folder.resolve("tiny-model/am/final.mdl")).exists();
    }

    @Test
    void aServerThatIgnoresRangesIsReadFromTheBeginning() throws IOException {
        behaviour = Server.IGNORES_RANGE;
        Files.write(folder.resolve("tiny-model.zip.part"), new byte[1_000]);
        fetch.fetch(source(sha256(zip)), folder);

        assertThat(folder.resolve("tiny-model/am/final.mdl")).hasBinaryContent(content());
    }

    @Test
    void anotherRangeThanAskedForIsNotPutTogether() throws IOException {
        behaviour = Server.OTHER_RANGE;
        Files.write(folder.resolve("tiny-model.zip.part"), Arrays.copyOf(zip, 1_000));

        assertThatThrownBy(() -> fetch.fetch(source(sha256(zip)), folder))
                .isInstanceOf(FetchFailure.class)
                .hasMessageContaining("another part");
    }

    @Test
    void aWrongChecksumIsDeletedAndTold() {
        String wrong = "0".repeat(64);

        assertThatThrownBy(() -> fetch.fetch(source(wrong), folder))
                .isInstanceOf(FetchFailure.class)
                .hasMessageContaining("deleted")
                .hasMessageContaining(sha256(zip));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aServerThatAlwaysBreaksOffIsGivenUpWithWhatCameKept() throws IOException {
        behaviour = Server.ALWAYS_BREAKS_OFF;

        assertThatThrownBy(() -> fetch.fetch(source(sha256(zip)), folder))
                .isInstanceOf(FetchFailure.class)
                .hasMessageContaining("goes on from there");
        assertThat(Files.size(folder.resolve("tiny-model.zip.part"))).isPositive();
    }

    @Test
    void aServerThatStallsIsGivenUp() {
        behaviour = Server.STALLS;

        assertThatThrownBy(() -> fetch.fetch(source(sha256(zip)), folder)).isInstanceOf(FetchFailure.class);
    }

    @Test
    void whatIsNotThereIsToldAtOnce() {
        behaviour = Server.MISSING;

        assertThatThrownBy(() -> fetch.fetch(source(sha256(zip)), folder))
                .isInstanceOf(FetchFailure.class)
                .hasMessageContaining("answered 404");
        assertThat(asked).hasSize(1);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(String.valueOf(range));
        int from = range == null || behaviour == Server.IGNORES_RANGE
                ? 0
                : Integer.parseInt(range.substring(6, range.length() - 1));
        try (exchange) {
            if (behaviour == Server.MISSING) {
                exchange.sendResponseHeaders(404, -1);
            } else if (from >= zip.length) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + zip.length);
                exchange.sendResponseHeaders(416, -1);
            } else {
                if (from > 0) {
                    int told = behaviour == Server.OTHER_RANGE ? from - 1 : from;
                    exchange.getResponseHeaders()
                            .set("Content-Range", "bytes " + told + "-" + (zip.length - 1) + "/" + zip.length);
                }
                exchange.sendResponseHeaders(from > 0 ? 206 : 200, zip.length - from);
                body(exchange, from);
            }
        }
    }

    private void body(HttpExchange exchange, int from) throws IOException {
        boolean breaks = behaviour == Server.ALWAYS_BREAKS_OFF
                || behaviour == Server.STALLS
                || behaviour == Server.BREAKS_OFF && asked.size() == 1;
        int size = breaks ? Math.min(20_000, zip.length - from) : zip.length - from;
        exchange.getResponseBody().write(zip, from, size);
        exchange.getResponseBody().flush();
        if (behaviour == Server.STALLS) {
            try {
                new java.util.concurrent.CountDownLatch(1).await(2, java.util.concurrent.TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ModelSource source(String sha256) {
        return new ModelSource(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/models/tiny-model.zip"), sha256);
    }

    private static byte[] content() {
        byte[] bytes = new byte[300_000];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    private static byte[] modelZip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("tiny-model/am/final.mdl"));
            out.write(content());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
