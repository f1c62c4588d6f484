package dev.sotto.media.speech.openai;

import dev.sotto.media.speech.pcm.WavHeader;
import io.vertx.core.buffer.Buffer;

/** An utterance as a form with a WAV file in it. */
final class TranscriptionRequest {
    private TranscriptionRequest() {}

    static Multipart of(TranscriptionSettings settings, short[] samples, int count) {
        Multipart form = new Multipart();
        field(form, "model", settings.model());
        field(form, "language", settings.language());
        field(form, "prompt", settings.prompt());
        field(form, "response_format", settings.detailed() ? "verbose_json" : "json");
        field(form, "temperature", "0");
        Buffer file = Buffer.buffer(WavHeader.BYTES + 2 * count).appendBytes(WavHeader.of(8_000, count));
        for (int i = 0; i < count; i++) {
            file.appendShortLE(samples[i]);
        }
        return form.file("file", "utterance.wav", "audio/wav", file).end();
    }

    private static void field(Multipart form, String name, String value) {
        if (!value.isEmpty()) {
            form.field(name, value);
        }
    }
}
