package dev.sotto.media.speech;

/** What is measured of recognition. Called on call contexts; must not block. */
public interface TranscriptionMeter {
    TranscriptionMeter NONE = new TranscriptionMeter() {
        @Override
        public void finalAfter(long nanos) {}

        @Override
        public void dropped(int samples) {}
    };

    /** From {@link Transcriber.Leg#end()} to {@link Transcriber.Listener#onFinal}. */
    void finalAfter(long nanos);

    /** A leg's queue was full: its oldest samples were lost. */
    void dropped(int samples);
}
