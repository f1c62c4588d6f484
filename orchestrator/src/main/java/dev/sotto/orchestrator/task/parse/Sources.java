package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The texts of a folder, by name relative to it ({@code tasks/refund.yaml}).
 *
 * @param folder the folder's own name, for messages about what is missing
 */
record Sources(String folder, SortedMap<String, String> files) {
    static final int MAX_FILES = 500;
    private static final int MAX_BYTES = 4 * YamlDocument.MAX_CHARACTERS;
    private static final int MAX_DEPTH = 4;

    Sources {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static Sources of(Map<String, String> files) {
        return new Sources("playbook", new TreeMap<>(files));
    }

    static Optional<Sources> read(Path folder, Problems problems) {
        Place place = new Place(folder.toString(), 1, 1);
        if (!Files.isDirectory(folder)) {
            problems.error(place, "there is no such folder", "name the folder that holds assistant.yaml");
            return Optional.empty();
        }
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder, MAX_DEPTH)) {
            List<Path> found =
                    paths.filter(Files::isRegularFile).limit(MAX_FILES + 1L).toList();
            if (found.size() > MAX_FILES) {
                problems.error(place, "the folder has more than " + MAX_FILES + " files", "is it the right one?");
                return Optional.empty();
            }
            for (Path file : found) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".md")) {
                    text(name, file, problems).ifPresent(text -> files.put(name, text));
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            problems.error(place, "the folder can't be read: " + unreadable.getMessage(), "");
            return Optional.empty();
        }
        return Optional.of(new Sources(folder.toString(), files));
    }

    private static Optional<String> text(String name, Path file, Problems problems) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        Place start = new Place(name, 1, 1);
        if (bytes.length > MAX_BYTES) {
            problems.error(start, "the file is larger than " + MAX_BYTES + " bytes", "split it");
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notText) {
            problems.error(start, "the file is not UTF-8 text", "save it as UTF-8");
            return Optional.empty();
        }
    }

    /** SHA-256 over names and texts. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, text) -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
