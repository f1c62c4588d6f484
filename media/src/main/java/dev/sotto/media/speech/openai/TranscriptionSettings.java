package dev.sotto.media.speech.openai;

import dev.sotto.config.Secret;
import dev.sotto.media.speech.service.ServiceTimes;
import java.net.URI;

/**
 * Where and how to ask.
 *
 * @param url {@code https://host/v1}
 * @param prompt what callers are likely to say, in words; may be empty
 * @param detailed asks for {@code verbose_json}, which tells how sure the model is; not all models know it
 */
public record TranscriptionSettings(
        URI url, Secret key, String model, String language, String prompt, boolean detailed, ServiceTimes times) {
    static final int MAX_PROMPT = 800;

    public TranscriptionSettings {
        prompt = prompt.length() <= MAX_PROMPT ? prompt : prompt.substring(0, MAX_PROMPT);
    }

    String address() {
        String base = url.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/audio/transcriptions";
    }
}
