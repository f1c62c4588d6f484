package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;

import dev.sotto.gateway.shop.OrdersService;
import dev.sotto.gateway.shop.PublishedKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The demo shop's orders in a process that nobody kills, and task files that call it there. */
final class OtherShop {
    static final List<String> ORDERS = List.of("482913", "105577", "730264", "618340", "846215");

    final URI http;
    final Path tasks;

    private OtherShop(URI http, Path tasks) {
        this.http = http;
        this.tasks = tasks;
    }

    /** Opens it on a free port; the task files go into {@code folder}. {@code gateway}: who approves refunds. */
    static OtherShop open(Vertx vertx, Path folder, URI gateway) {
        Router router = Router.router(vertx);
        Clock clock = Clock.systemUTC();
        var keys = new PublishedKeys(vertx, gateway + "/.well-known/jwks.json", clock);
        router.route("/shop/*").subRouter(new OrdersService(clock, keys).router(vertx));
        HttpServer server =
                await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        URI http = URI.create("http://127.0.0.1:" + server.actualPort());
        try {
            copy(demo(), folder, http);
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
        return new OtherShop(http, folder);
    }

    static Path demo() throws URISyntaxException {
        var found = OtherShop.class.getClassLoader().getResource("demo/harbour-outfitters/assistant.yaml");
        URI uri = Objects.requireNonNull(found).toURI();
        if ("jar".equals(uri.getScheme())) {
            try {
                FileSystems.newFileSystem(uri, Map.of());
            } catch (FileSystemAlreadyExistsException open) {
                // somebody else in this process was here before
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Path.of(uri).getParent();
    }

    private static void copy(Path from, Path to, URI shop) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace("\"${shop}\"", "\"" + shop + "\""));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
