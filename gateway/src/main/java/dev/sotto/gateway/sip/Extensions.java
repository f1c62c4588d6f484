package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The option tags that we know, and those that a message names (RFC 3261, 19.2). */
final class Extensions {
    static final String TIMER = "timer";
    static final String RELIABLE = "100rel";
    static final String REPLACES = "replaces";
    static final String NO_SUBSCRIPTION = "norefersub";

    private static final List<String> KNOWN = List.of(RELIABLE, REPLACES, TIMER, NO_SUBSCRIPTION);

    /** Our Supported header. */
    static final String SUPPORTED = String.join(", ", KNOWN);

    private Extensions() {}

    /** Whether the peer of that message can do it: it supports or demands it. */
    static boolean has(Headers headers, String tag) {
        return tags(headers, HeaderNames.SUPPORTED).contains(tag) || required(headers, tag);
    }

    static boolean required(Headers headers, String tag) {
        return tags(headers, HeaderNames.REQUIRE).contains(tag);
    }

    /** What of Require we don't know, as written; Proxy-Require is not for us. */
    static List<String> unknown(Headers headers) {
        List<String> unknown = new ArrayList<>();
        for (String line : headers.lines(HeaderNames.REQUIRE)) {
            for (String tag : line.split(",")) {
                String name = tag.trim();
                if (!name.isEmpty() && !KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
                    unknown.add(name);
                }
            }
        }
        return unknown;
    }

    /** Whether the peer takes that method; true where it hasn't said. */
    static boolean allows(Headers headers, String method) {
        List<String> allowed = tags(headers, HeaderNames.ALLOW);
        return allowed.isEmpty() || allowed.contains(method.toLowerCase(Locale.ROOT));
    }

    private static List<String> tags(Headers headers, String name) {
        List<String> tags = new ArrayList<>();
        for (String line : headers.lines(name)) {
            for (String tag : line.toLowerCase(Locale.ROOT).split(",")) {
                if (!tag.isBlank()) {
                    tags.add(tag.trim());
                }
            }
        }
        return tags;
    }
}
