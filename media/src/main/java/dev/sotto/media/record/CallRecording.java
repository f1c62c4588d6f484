package dev.sotto.media.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's recording. Half a second of sound at a time goes to the writer, in one of a few buffers that go back and forth; while
 * none is free, sound is lost. Nothing is allocated per frame.
 */
public final class CallRecording implements SoundTap {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecording.class);
    private static final int PIECE_BYTES = 25 * WavFile.FRAME_BYTES;
    private static final int PIECES = 4;

    private final RecordingWriter writer;
    private final Path path;
    private final BlockingQueue<Piece> free = new ArrayBlockingQueue<>(PIECES);

    // call context only
    private @Nullable Piece filling;
    private long frames;
    private boolean paused;
    private boolean ended;

    // the writer's thread only
    private @Nullable WavFile file;
    private boolean failed;

    private static final class Piece {
        private final byte[] bytes = new byte[PIECE_BYTES];
        private int count;
        private long at;
    }

    CallRecording(RecordingWriter writer, Path path, long skippedFrames) {
        this.writer = writer;
        this.path = path;
        frames = skippedFrames;
        for (int i = 0; i < PIECES; i++) {
            free.add(new Piece());
        }
        hand(this::create);
    }

    /** Silence is written from now on, or sound again. */
    public void pause(boolean silence) {
        if (silence) {
            flush();
        }
        paused = silence;
    }

    public boolean paused() {
        return paused;
    }

    /** Where in the call we are. */
    public long millis() {
        return frames * 20;
    }

    @Override
    public void frame(short[] caller, short[] ours, int skipped) {
        if (ended) {
            return;
        }
        if (skipped > 0) {
            flush();
            frames += skipped;
        }
        if (!paused) {
            add(caller, ours);
        }
        frames++;
    }

    private void add(short[] caller, short[] ours) {
        Piece piece = filling == null ? free.poll() : filling;
        if (piece == null) {
            writer.meters().frameDropped();
            return;
        }
        if (filling == null) {
            piece.at = frames * WavFile.FRAME_BYTES;
            piece.count = 0;
            filling = piece;
        }
        int at = piece.count;
        for (int i = 0; i < caller.length; i++) {
            piece.bytes[at++] = (byte) caller[i];
            piece.bytes[at++] = (byte) (caller[i] >> 8);
            piece.bytes[at++] = (byte) ours[i];
            piece.bytes[at++] = (byte) (ours[i] >> 8);
        }
        piece.count = at;
        if (at == PIECE_BYTES) {
            flush();
        }
    }

    private void flush() {
        Piece piece = filling;
        filling = null;
        if (piece != null && !hand(() -> write(piece))) {
            for (int lost = piece.count; lost > 0; lost -= WavFile.FRAME_BYTES) {
                writer.meters().frameDropped();
            }
            free.add(piece);
        }
    }

    /** Writes what is left. Nothing is recorded any more. */
    public void end() {
        if (!ended) {
            ended = true;
            flush();
            long bytes = frames * WavFile.FRAME_BYTES;
            hand(() -> close(bytes));
        }
    }

    private boolean hand(Runnable task) {
        try {
            writer.worker().execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private void create() {
        try {
            file = WavFile.create(path);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void write(Piece piece) {
        WavFile to = file;
        try {
            if (to != null && !failed) {
                to.write(piece.bytes, piece.count, piece.at);
            }
        } catch (IOException e) {
            fail(e);
        } finally {
            free.add(piece);
        }
    }

    private void close(long bytes) {
        WavFile whole = file;
        if (whole == null) {
            return;
        }
        try (whole) {
            if (!failed) {
                whole.extendTo(bytes);
            }
        } catch (IOException e) {
            fail(e);
        }
        writer.meters().recordingEnded(whole.dataBytes());
    }

    private void fail(IOException cause) {
        if (!failed) {
            failed = true;
            writer.meters().recordingFailed();
            LOG.atError()
                    .setCause(cause)
                    .addKeyValue("file", path.getFileName())
                    .log("a recording can't be written");
        }
    }
}
