package dev.sotto.media.speech;

/** Voice checks whose workers are never late. */
public final class ModelCheck {
    private ModelCheck() {}

    public static VoiceCheck atOnce(VoiceModel model) {
        return new VoiceCheck(model, Runnable::run, Runnable::run);
    }
}
