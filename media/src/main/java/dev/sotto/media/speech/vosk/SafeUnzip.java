package dev.sotto.media.speech.vosk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Unpacks a zip that may be hostile: nothing outside of its folder, bounded in number and size as it is written. Blocks. */
final class SafeUnzip {
    private final int maxEntries;
    private final long maxBytes;

    SafeUnzip(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    void unzip(Path zip, Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Files.createDirectories(root);
        int entries = 0;
        long left = maxBytes;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > maxEntries) {
                    throw new FetchFailure("The zip has more than " + maxEntries + " entries.");
                }
                Path target = within(root, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    left = write(in, target, left);
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new FetchFailure("The zip can't be read: " + e.getMessage());
        }
        if (entries == 0) {
            throw new FetchFailure("This is no zip, or an empty one.");
        }
    }

    private static Path within(Path root, String name) throws IOException {
        Path target = root.resolve(name.replace('\\', '/')).normalize();
        if (!target.startsWith(root) || target.equals(root) && !name.endsWith("/")) {
            throw new FetchFailure("The zip wants to write outside of its folder: " + name);
        }
        return target;
    }

    private long write(InputStream in, Path target, long left) throws IOException {
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        long remaining = left;
        byte[] piece = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                remaining -= size;
                if (remaining < 0) {
                    throw new FetchFailure("The zip holds more than " + maxBytes + " bytes.");
                }
                out.write(piece, 0, size);
            }
        }
        return remaining;
    }
}
