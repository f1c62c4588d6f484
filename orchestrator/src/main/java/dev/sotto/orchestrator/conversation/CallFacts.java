package dev.sotto.orchestrator.conversation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What an edge knows, as {@code call} in task files: {@code headers.x_name} is one of {@code call.headers}. */
final class CallFacts {
    private static final String HEADERS = "headers";

    private CallFacts() {}

    static Map<String, Object> of(Map<String, String> variables, Channel channel) {
        Map<String, Object> call = new HashMap<>();
        Map<String, Object> headers = new HashMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(HEADERS + ".")) {
                headers.put(name.substring(HEADERS.length() + 1), value);
            } else {
                call.put(name, value);
            }
        });
        call.put(HEADERS, headers);
        call.put("channel", channel.name().toLowerCase(Locale.ROOT));
        return call;
    }
}
