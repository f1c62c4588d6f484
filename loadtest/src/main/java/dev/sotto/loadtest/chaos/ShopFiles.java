package dev.sotto.loadtest.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The demo shop's task files with the address of a shop that somebody else runs. Blocks for some milliseconds. */
final class ShopFiles {
    /** Orders of the demo shop. */
    static final List<String> ORDERS = List.of("482913", "105577", "730264", "618340", "846215");

    private static final String DEMO = "demo/harbour-outfitters";

    private ShopFiles() {}

    static void copyTo(Path folder, URI shop) throws IOException {
        try {
            URI found = Objects.requireNonNull(
                            ShopFiles.class.getClassLoader().getResource(DEMO + "/assistant.yaml"), DEMO)
                    .toURI();
            if (found.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(found, Map.of())) {
                    copy(jar.getPath("/" + DEMO), folder, shop);
                }
            } else {
                copy(Objects.requireNonNull(Path.of(found).getParent()), folder, shop);
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void copy(Path from, Path to, URI shop) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.writeString(copy, Files.readString(file).replace("\"${shop}\"", "\"" + shop + "\""));
            }
        }
    }
}
