package dev.sotto.gateway;

import dev.sotto.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Files that the gateway keeps for itself. Blocks: start only. */
final class DataFolder {
    private final Path folder;

    DataFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path speech() {
        return folder.resolve("speech");
    }

    Path apiKeyFile() {
        return folder.resolve("api-key");
    }

    /** The set key, the one that was generated before, or a new one, readable for the owner only. */
    Secret apiKey(Secret set, SecureRandom random) throws IOException {
        if (!set.isEmpty()) {
            return set;
        }
        Path file = apiKeyFile();
        if (Files.exists(file)) {
            return new Secret(Files.readString(file).strip());
        }
        String key = random(random, 32);
        Path written = file.resolveSibling("api-key.new");
        Files.deleteIfExists(written);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(written, ownerOnly);
        }
        Files.writeString(written, key + System.lineSeparator());
        Files.move(written, file);
        return new Secret(key);
    }

    static String random(SecureRandom random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
