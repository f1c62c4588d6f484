package dev.sotto.gateway;

import dev.sotto.config.Settings;
import dev.sotto.gateway.call.Recordings;
import dev.sotto.media.record.RecordingMeters;
import dev.sotto.media.record.RecordingWriter;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recordings of this gateway: made while that is switched on, and deleted when they are old, also when it no longer is. */
final class RecordingFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingFolder.class);
    private static final long SWEEP_MILLIS = Duration.ofHours(1).toMillis();

    private final Path folder;
    private final Duration keep;
    private final InstantSource clock;
    private final @Nullable Recordings recordings;

    private RecordingFolder(Path folder, Duration keep, InstantSource clock, @Nullable Recordings recordings) {
        this.folder = folder;
        this.keep = keep;
        this.clock = clock;
        this.recordings = recordings;
    }

    static Path in(Path data) {
        return data.resolve("recordings");
    }

    /** Blocks: worker thread. */
    static RecordingFolder open(Path data, Settings.Recording settings, RecordingMeters meters, InstantSource clock)
            throws IOException {
        Path folder = in(data);
        Recordings recordings = null;
        if (settings.enabled()) {
            Files.createDirectories(folder);
            recordings = new Recordings(RecordingWriter.start(meters), folder, settings.consent());
        }
        return new RecordingFolder(folder, settings.keep(), clock, recordings);
    }

    /** Null where calls are not recorded. */
    @Nullable
    Recordings recordings() {
        return recordings;
    }

    /** Looks for old recordings now and every hour. */
    void keepTidy(Vertx vertx) {
        vertx.executeBlocking(this::sweep, false);
        vertx.setPeriodic(SWEEP_MILLIS, fired -> vertx.executeBlocking(this::sweep, false));
    }

    /** Deletes what is too old; returns how many. Blocks. */
    int sweep() {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        Instant oldest = clock.instant().minus(keep);
        int deleted = 0;
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> recorded =
                    files.filter(file -> file.toString().endsWith(".wav")).toList();
            for (Path file : recorded) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest) && Files.deleteIfExists(file)) {
                    deleted++;
                }
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("old recordings could not be deleted");
        }
        if (deleted > 0) {
            LOG.atInfo().addKeyValue("deleted", deleted).log("old recordings were deleted");
        }
        return deleted;
    }

    /** Blocks for some seconds at the most. */
    @Override
    public void close() {
        if (recordings != null) {
            recordings.writer().close();
        }
    }
}
