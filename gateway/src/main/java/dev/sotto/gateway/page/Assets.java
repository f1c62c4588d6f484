package dev.sotto.gateway.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Files of the class path, read once each. Shared by all HTTP edge instances; any thread. */
public final class Assets {
    /** Names with an ending, in folders: nothing that climbs, nothing hidden, no folder itself. */
    private static final Pattern PATH =
            Pattern.compile("(?:[A-Za-z0-9@_-][A-Za-z0-9@_.-]*/)*[A-Za-z0-9@_-]+(?:\\.[A-Za-z0-9@_-]+)+");

    private static final Pattern WITH_VERSION = Pattern.compile("[^/]+/\\d[^/]*/.*");

    private final Map<String, Asset> known = new ConcurrentHashMap<>();
    private final ClassLoader classes = Assets.class.getClassLoader();

    /** A file under {@code web/}. */
    Future<Optional<Asset>> web(Vertx vertx, String path) {
        return read(vertx, "web/", path);
    }

    /** A file of a WebJar; the version in the path may be left out ({@code lit/index.js}). */
    Future<Optional<Asset>> webJar(Vertx vertx, String path) {
        if (WITH_VERSION.matcher(path).matches()) {
            return read(vertx, "META-INF/resources/webjars/", path);
        }
        int slash = path.indexOf('/');
        if (slash < 1 || !PATH.matcher(path).matches()) {
            return Future.succeededFuture(Optional.empty());
        }
        String name = path.substring(0, slash);
        return vertx.executeBlocking(() -> version(name), false)
                .compose(version ->
                        read(vertx, "META-INF/resources/webjars/", name + "/" + version + path.substring(slash)));
    }

    private Future<Optional<Asset>> read(Vertx vertx, String root, String path) {
        if (!PATH.matcher(path).matches()) {
            return Future.succeededFuture(Optional.empty());
        }
        Asset asset = known.get(root + path);
        return asset != null
                ? Future.succeededFuture(Optional.of(asset))
                : vertx.executeBlocking(() -> load(root + path), false);
    }

    /** Only what exists is remembered, so the map is as big as the program's own files. */
    private Optional<Asset> load(String resource) throws IOException {
        var url = classes.getResource(resource);
        if (url == null) {
            return Optional.empty();
        }
        try (InputStream in = url.openStream()) {
            return Optional.of(known.computeIfAbsent(resource, path -> Asset.of(path, readAll(in))));
        }
    }

    private static byte[] readAll(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String version(String webJar) throws IOException {
        var properties = new Properties();
        try (InputStream in =
                classes.getResourceAsStream("META-INF/maven/org.webjars.npm/" + webJar + "/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        }
        return properties.getProperty("version", "unknown");
    }
}
