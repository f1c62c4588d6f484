package dev.sotto.loadtest.server;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The demo shop's task files as a folder, from which a gateway can be started with other ones. Blocks for some milliseconds. */
public final class DemoShop {
    private static final String MARKER = "demo/harbour-outfitters/assistant.yaml";

    private DemoShop() {}

    /** Copies all of them, each file's text as {@code edit} makes it. */
    public static void copyTo(Path folder, UnaryOperator<String> edit) throws IOException {
        URL found = Objects.requireNonNull(DemoShop.class.getClassLoader().getResource(MARKER), MARKER);
        try {
            if (found.openConnection() instanceof JarURLConnection inJar) {
                // by its path, not by its address: of the latter kind there may be one only in a process
                try (FileSystem files =
                        FileSystems.newFileSystem(Path.of(inJar.getJarFileURL().toURI()))) {
                    copy(files.getPath(MARKER), folder, edit);
                }
            } else {
                copy(Path.of(found.toURI()), folder, edit);
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void copy(Path marker, Path to, UnaryOperator<String> edit) throws IOException {
        Path from = Objects.requireNonNull(marker.getParent());
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.writeString(copy, edit.apply(Files.readString(file)));
            }
        }
    }
}
