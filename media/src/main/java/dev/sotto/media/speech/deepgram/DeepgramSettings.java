package dev.sotto.media.speech.deepgram;

import dev.sotto.config.Secret;
import dev.sotto.media.speech.service.ServiceTimes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where and how to ask.
 *
 * @param url {@code wss://host}; a path of its own replaces {@code /v1/listen}
 * @param endpointing milliseconds of silence after which the service finalises by itself
 * @param keywords words that are likely; at most {@value #MAX_KEYWORDS} are sent
 */
public record DeepgramSettings(
        URI url,
        Secret key,
        String model,
        String language,
        int endpointing,
        List<String> keywords,
        ServiceTimes times) {
    static final int MAX_KEYWORDS = 50;

    public DeepgramSettings {
        keywords = List.copyOf(keywords.subList(0, Math.min(keywords.size(), MAX_KEYWORDS)));
    }

    String path() {
        String path = url.getPath() == null || url.getPath().length() <= 1 ? "/v1/listen" : url.getPath();
        StringBuilder query = new StringBuilder(path)
                .append("?encoding=mulaw&sample_rate=8000&channels=1&interim_results=true&punctuate=false&endpointing=")
                .append(endpointing);
        add(query, "model", model);
        add(query, "language", language);
        keywords.forEach(word -> add(query, "keywords", word));
        return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
