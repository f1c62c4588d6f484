package dev.sotto.media.speech.vosk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Vosk models lie. */
public final class ModelFolder {
    private ModelFolder() {}

    /** The folder of fetched models within the work folder of speech. */
    public static Path of(Path workFolder) {
        return workFolder.resolve("vosk");
    }

    /**
     * The model to use: the one that is set, else one that was fetched.
     *
     * @param set a folder, or empty
     * @return empty when none is set and none was fetched
     * @throws IllegalArgumentException the one that is set is none
     */
    public static Optional<Path> find(String set, Path workFolder) {
        return set.isEmpty() ? fetched(of(workFolder)) : Optional.of(required(Path.of(set)));
    }

    /** Returns the folder if there is a model in it. */
    static Path required(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("speech.vosk.model: there is no folder " + folder.toAbsolutePath());
        }
        if (!isModel(folder)) {
            throw new IllegalArgumentException(
                    "speech.vosk.model: " + folder.toAbsolutePath()
                            + " is no Vosk model, which has am/final.mdl (or final.mdl); the unpacked folder is meant, not the zip");
        }
        return folder;
    }

    static boolean isModel(Path folder) {
        return Files.isRegularFile(folder.resolve("am/final.mdl")) || Files.isRegularFile(folder.resolve("final.mdl"));
    }

    private static Optional<Path> fetched(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(ModelFolder::isModel).sorted().findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
