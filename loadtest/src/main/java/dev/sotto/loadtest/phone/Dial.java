package dev.sotto.loadtest.phone;

import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom to call.
 *
 * @param server where the INVITE goes by UDP; null: to the telephone's own server
 * @param headers sent along with the INVITE, by name; no control characters
 */
public record Dial(String user, @Nullable InetSocketAddress server, Map<String, String> headers) {
    public Dial {
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z][A-Za-z0-9-]{0,60}") || value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException("no header: " + name + ": " + value);
            }
        });
    }

    public static Dial to(String user) {
        return new Dial(user, null, Map.of());
    }
}
