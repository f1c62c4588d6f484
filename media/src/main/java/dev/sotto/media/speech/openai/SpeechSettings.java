package dev.sotto.media.speech.openai;

import dev.sotto.config.Secret;
import dev.sotto.media.speech.service.ServiceTimes;
import java.net.URI;

/**
 * Where and how to have text spoken.
 *
 * @param url {@code https://host/v1}
 * @param rate of the samples that come; 24,000 at OpenAI's
 */
public record SpeechSettings(URI url, Secret key, String model, String voice, int rate, ServiceTimes times) {
    String address() {
        String base = url.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/audio/speech";
    }
}
