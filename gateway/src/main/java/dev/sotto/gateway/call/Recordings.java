package dev.sotto.gateway.call;

import dev.sotto.media.record.CallRecording;
import dev.sotto.media.record.RecordingWriter;
import java.nio.file.Path;

/**
 * Where calls are recorded, when an operator wants it. Any thread.
 *
 * @param consent said before anything is recorded; empty: nothing
 */
public record Recordings(RecordingWriter writer, Path folder, String consent) {
    /** The file of a conversation's call; the id was made here. */
    public static Path file(Path folder, String conversationId) {
        return folder.resolve(conversationId + ".wav");
    }

    CallRecording open(String conversationId, long skippedFrames) {
        return writer.open(file(folder, conversationId), skippedFrames);
    }
}
