package dev.sotto.media.speech.pocketsphinx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * CMU's wideband US English model from inside {@code de.sciss:sphinx4-data}, unpacked because the native library reads files.
 * Its {@code feat.params} is written anew: there, and only there, the removal of the mean can be switched off, which
 * the front end has done already.
 */
final class AcousticModelFolder {
    private static final String SOURCE = "/edu/cmu/sphinx/models/en-us/en-us/";
    private static final List<String> FILES =
            List.of("mdef", "means", "variances", "sendump", "noisedict", "transition_matrices");
    private static final String FEATURES = "-lowerf 130\n-upperf 6800\n-nfilt 25\n-transform dct\n-lifter 22\n"
            + "-feat 1s_c_d_dd\n-svspec 0-12/13-25/26-38\n-agc none\n-cmn none\n-varnorm no\n-model ptm\n";

    private AcousticModelFolder() {}

    static Path unpack(Path workFolder) {
        Path folder = workFolder.resolve("acoustic-en-us-1");
        try {
            Files.createDirectories(folder);
            for (String name : FILES) {
                if (!Files.exists(folder.resolve(name))) {
                    copy(name, folder);
                }
            }
            Files.writeString(folder.resolve("feat.params"), FEATURES);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the acoustic model to " + folder, e);
        }
    }

    private static void copy(String name, Path folder) throws IOException {
        try (InputStream in = AcousticModelFolder.class.getResourceAsStream(SOURCE + name)) {
            if (in == null) {
                throw new IOException("missing in sphinx4-data: " + name);
            }
            Path unfinished = Files.createTempFile(folder, name, null);
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
