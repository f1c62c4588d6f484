package dev.sotto.media.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeUnzipTest {
    @TempDir
    Path folder;

    private final SafeUnzip unzip = new SafeUnzip(3, 10_000);

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "..\\evil", "/../evil", "a/b/../../../evil"})
    void nothingIsWrittenOutside(String name) throws IOException {
        Path zip = zip(10, name);

        assertThatThrownBy(() -> unzip.unzip(zip, folder.resolve("in")))
                .isInstanceOf(FetchFailure.class)
                .hasMessageContaining("outside");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void whatIsTooLargeWhenUnpackedIsStopped() throws IOException {
        Path zip = zip(20_000, "bomb");

        assertThatThrownBy(() -> unzip.unzip(zip, folder.resolve("in"))).hasMessageContaining("more than 10000 bytes");
        assertThat(Files.size(zip)).as("it is small when packed").isLessThan(1_000);
    }

    @Test
    void theSizesOfAllCount() throws IOException {
        Path zip = zip(6_000, "a", "b");

        assertThatThrownBy(() -> unzip.unzip(zip, folder.resolve("in"))).hasMessageContaining("more than 10000 bytes");
    }

    @Test
    void thereAreOnlySoManyEntries() throws IOException {
        Path zip = zip(1, "a", "b", "c", "d");

        assertThatThrownBy(() -> unzip.unzip(zip, folder.resolve("in"))).hasMessageContaining("more than 3 entries");
    }

    @Test
    void whatIsNoZipIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("page.zip"), "<html>not found</html>");

        assertThatThrownBy(() -> unzip.unzip(file, folder.resolve("in"))).hasMessageContaining("no zip");
    }

    @Test
    void foldersAndFilesAreUnpacked() throws IOException {
        unzip.unzip(zip(5, "m/", "m/am/final.mdl"), folder.resolve("in"));

        assertThat(folder.resolve("in/m/am/final.mdl")).hasSize(5);
    }

    private Path zip(int size, String... names) throws IOException {
        Path zip = folder.resolve("test.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    out.write(new byte[size]);
                }
            }
        }
        return zip;
    }
}
