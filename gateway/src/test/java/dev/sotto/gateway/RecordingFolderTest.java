package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.config.Settings;
import dev.sotto.media.record.RecordingMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path data;

    private RecordingFolder folder(boolean enabled) throws IOException {
        Settings.Recording settings = new Settings.Recording(enabled, "", Duration.ofDays(30));
        return RecordingFolder.open(data, settings, RecordingMeters.NONE, InstantSource.fixed(NOW));
    }

    private Path recording(String name, int daysOld) throws IOException {
        Path file = Files.createDirectories(data.resolve("recordings")).resolve(name);
        Files.write(file, new byte[44]);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(daysOld))));
        return file;
    }

    @Test
    void oldRecordingsAreDeletedAndNothingElse() throws IOException {
        Path old = recording("a.wav", 31);
        Path young = recording("b.wav", 29);
        Path other = recording("notes.txt", 400);
        try (RecordingFolder folder = folder(true)) {
            assertThat(folder.sweep()).isEqualTo(1);
        }
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(other).exists();
    }

    @Test
    void alsoWhenNothingIsRecordedAnyMore() throws IOException {
        Path old = recording("a.wav", 31);
        try (RecordingFolder folder = folder(false)) {
            assertThat(folder.recordings()).isNull();
            folder.sweep();
        }
        assertThat(old).doesNotExist();
    }

    @Test
    void whereNothingWasEverRecordedThereIsNoFolder() throws IOException {
        try (RecordingFolder folder = folder(false)) {
            assertThat(folder.sweep()).isZero();
        }
        assertThat(data.resolve("recordings")).doesNotExist();
    }
}
