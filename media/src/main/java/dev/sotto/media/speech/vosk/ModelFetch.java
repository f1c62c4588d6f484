package dev.sotto.media.speech.vosk;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Downloads a model, checks it, unpacks it, and puts it where the gateway finds it. Blocks: for a command, not a server. */
public final class ModelFetch {
    private static final long MAX_ZIP_BYTES = 4_000_000_000L;
    private static final long MAX_MODEL_BYTES = 8_000_000_000L;
    private static final int MAX_ENTRIES = 10_000;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final PrintStream out;
    private final int timeoutMillis;

    public ModelFetch(PrintStream out) {
        this(out, TIMEOUT_MILLIS);
    }

    ModelFetch(PrintStream out, int timeoutMillis) {
        this.out = out;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Fetches what isn't there yet.
     *
     * @param folder where fetched models lie, see {@link ModelFolder#of}
     * @return the model's folder
     * @throws FetchFailure with a message for the operator
     */
    public Path fetch(ModelSource source, Path folder) throws IOException {
        Path target = folder.resolve(source.name());
        if (ModelFolder.isModel(target)) {
            out.println("It is there already: " + target);
            return target;
        }
        Files.createDirectories(folder);
        Path zip = folder.resolve(source.name() + ".zip.part");
        out.println("Fetching " + source.url());
        new Download(source.url(), zip, MAX_ZIP_BYTES, timeoutMillis, new ProgressBar(out)).run();
        check(zip, source.sha256());
        unpack(zip, folder.resolve(source.name() + ".unpacking"), target);
        Files.delete(zip);
        out.println("The model is in " + target);
        return target;
    }

    private static void check(Path zip, String expected) throws IOException {
        String found = sha256(zip);
        if (!found.equals(expected.toLowerCase(Locale.ROOT))) {
            Files.delete(zip);
            throw new FetchFailure("What came is not what was expected and was deleted: its SHA-256 is " + found
                    + ", not " + expected + ".");
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The model appears whole or not at all. */
    private static void unpack(Path zip, Path unpacking, Path target) throws IOException {
        delete(unpacking);
        try {
            new SafeUnzip(MAX_ENTRIES, MAX_MODEL_BYTES).unzip(zip, unpacking);
            Files.move(model(unpacking), target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unpacking);
        }
    }

    /** Publishers put a model into one folder of its name. */
    private static Path model(Path unpacked) throws IOException {
        if (ModelFolder.isModel(unpacked)) {
            return unpacked;
        }
        try (Stream<Path> entries = Files.list(unpacked)) {
            return entries.filter(ModelFolder::isModel)
                    .findFirst()
                    .orElseThrow(() -> new FetchFailure("There is no Vosk model in the zip."));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(folder)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : all) {
                Files.delete(path);
            }
        }
    }
}
