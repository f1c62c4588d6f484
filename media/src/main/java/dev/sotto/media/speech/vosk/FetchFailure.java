package dev.sotto.media.speech.vosk;

import java.io.IOException;

/** A model was not fetched; the message is for the operator. */
public final class FetchFailure extends IOException {
    private static final long serialVersionUID = 1;

    FetchFailure(String message) {
        super(message);
    }
}
