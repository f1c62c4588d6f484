package dev.sotto.media.record;

/** What recording counts. Any thread; must not block. */
public interface RecordingMeters {
    RecordingMeters NONE = new RecordingMeters() {};

    default void recordingBegan() {}

    default void recordingEnded(long bytes) {}

    /** A frame was lost because the disk is too slow. */
    default void frameDropped() {}

    /** A file can't be written any more. */
    default void recordingFailed() {}
}
