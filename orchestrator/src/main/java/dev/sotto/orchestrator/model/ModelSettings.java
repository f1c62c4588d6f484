package dev.sotto.orchestrator.model;

import dev.sotto.config.Secret;
import java.time.Duration;

/**
 * Where the model is and how long it may take.
 *
 * @param url base of the endpoint ({@code https://host/v1}), or the whole address of its chat completions
 * @param key sent as bearer token; empty: none
 * @param firstToken until the first token, tries and all
 * @param idle between two pieces of an answer
 * @param total for a whole answer
 * @param hedgeAfter when a second request is sent beside one that has brought nothing; zero: never
 * @param retries further tries after 429, 5xx or a lost connection, before the first token
 * @param maxTokens longest answer
 * @param slowAfter when the customer is told that it takes a moment
 */
public record ModelSettings(
        String url,
        Secret key,
        String name,
        Duration firstToken,
        Duration idle,
        Duration total,
        Duration hedgeAfter,
        int retries,
        int maxTokens,
        Duration slowAfter) {
    private static final String PATH = "/chat/completions";

    String address() {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return base.endsWith(PATH) ? base : base + PATH;
    }
}
