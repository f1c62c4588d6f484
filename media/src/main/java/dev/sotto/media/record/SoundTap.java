package dev.sotto.media.record;

/** Is given what both sides of a call say, frame by frame, as they hear it. Call context only; must not block. */
public interface SoundTap {
    /** Listens to nothing. */
    SoundTap NONE = (caller, ours, skipped) -> {};

    /**
     * Takes 20 ms of both.
     *
     * @param caller what was heard, not to be kept
     * @param ours what was sent, not to be kept
     * @param skipped frames that were left out before this one
     */
    void frame(short[] caller, short[] ours, int skipped);
}
