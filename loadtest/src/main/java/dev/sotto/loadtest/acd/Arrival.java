package dev.sotto.loadtest.acd;

import java.util.Map;

/**
 * A call that comes in, for whoever knows what it is about.
 *
 * @param user whom was dialled
 * @param headers the INVITE's extension headers, names in lower case and beginning with {@code x-}
 */
public record Arrival(String callId, String user, Map<String, String> headers) {
    public Arrival {
        headers = Map.copyOf(headers);
    }
}
