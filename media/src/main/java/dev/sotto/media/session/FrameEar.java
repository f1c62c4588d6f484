package dev.sotto.media.session;

/** Hears every frame of a session beside its recogniser. Call context, every 20 ms: must be quick. */
public interface FrameEar {
    /** @param frame 20 ms at 8 kHz, only lent */
    void hear(short[] frame);
}
