package dev.sotto.orchestrator.task;

import java.time.Duration;
import java.util.Map;

/**
 * A call into the enterprise's systems, as declared beside the tasks.
 *
 * @param name for example {@code orders.lookup}
 * @param method HTTP method
 * @param url with {@code {argument}} places; what is not in the URL goes into the JSON body (or the query of a GET)
 * @param headers sent with each call
 * @param arguments name to type ({@code text}, {@code number}, {@code boolean}): the only ones that may be given, all needed
 * @param gated true: runs only with an approval token for exactly these arguments
 * @param retries further tries after a connection error, a timeout or a 5xx answer; each carries the same idempotency key
 */
public record Tool(
        String name,
        String method,
        String url,
        Map<String, String> headers,
        Map<String, String> arguments,
        boolean gated,
        Duration timeout,
        int retries,
        Position at) {}
