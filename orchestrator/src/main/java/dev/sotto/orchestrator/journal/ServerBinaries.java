package dev.sotto.orchestrator.journal;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the PostgreSQL programs of this platform from the class path, once per data folder. */
final class ServerBinaries {
    private ServerBinaries() {}

    /**
     * The folder with {@code bin}, {@code lib} and {@code share}, named after the archive's checksum: another release of
     * the programs gets another folder. A half-done unpacking of an earlier run is done again.
     */
    static Path unpackInto(Path folder) throws IOException, DatabaseException {
        byte[] archive = archive();
        var checksum = new CRC32();
        checksum.update(archive);
        Path home = folder.resolve("programs-%08x".formatted(checksum.getValue()));
        Path complete = home.resolve("complete");
        if (!Files.exists(complete)) {
            unpack(new ByteArrayInputStream(archive), home);
            Files.createFile(complete);
        }
        return home;
    }

    private static byte[] archive() throws IOException, DatabaseException {
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine())) {
            if (archive == null) {
                throw new DatabaseException("There is no embedded PostgreSQL for %s on %s; name one by URL instead"
                        .formatted(system(), machine()));
            }
            return archive.readAllBytes();
        }
    }

    private static void unpack(InputStream archive, Path home) throws IOException {
        Files.createDirectories(home);
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, home.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(target);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "Darwin" : "Linux";
    }

    private static String machine() {
        String machine = System.getProperty("os.arch");
        return machine.equals("amd64") ? "x86_64" : machine;
    }
}
