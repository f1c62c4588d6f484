package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.Lexer;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a conversation gets to know of its call: {@code call.caller} and the like in task files. Of the INVITE's headers the
 * {@code X-} ones come as {@code call.headers.x_name}. All of it is the caller's own word, except what a trusted peer vouches
 * for; bounded in number and length, and without control characters.
 */
final class CallVariables {
    static final int MAX_HEADERS = 16;
    static final int MAX_LENGTH = 256;
    static final String HEADERS = "headers.";
    private static final Pattern OURS = Pattern.compile("[Xx]-[A-Za-z0-9_-]{1,60}");

    private CallVariables() {}

    /** @param trusted the peer may say who calls (RFC 3325): only then its P-Asserted-Identity counts */
    static Map<String, String> of(IncomingCall call, boolean trusted) {
        Map<String, String> variables = new HashMap<>();
        variables.put("caller", call.fromUri());
        variables.put("called", call.requestUri().toString());
        variables.put("task", call.user());
        variables.put("call_id", call.callId());
        put(variables, "caller_name", Optional.ofNullable(call.fromDisplay()));
        boolean secret = isPrivate(call);
        if (secret) {
            variables.put("private", "true");
        } else if (trusted) {
            put(variables, "asserted", call.header("P-Asserted-Identity").flatMap(CallVariables::address));
        }
        put(variables, "diverted_from", diverted(call));
        put(variables, "diverted_because", call.header("Diversion").flatMap(value -> param(value, "reason")));
        put(variables, "user_to_user", call.header("User-to-User"));
        put(variables, "call_info", call.header("Call-Info"));
        int taken = 0;
        for (Header header : call.headers()) {
            if (taken < MAX_HEADERS && OURS.matcher(header.name()).matches()) {
                String name = header.name().toLowerCase(Locale.ROOT).replace('-', '_');
                taken += put(variables, HEADERS + name, Optional.of(header.value())) ? 1 : 0;
            }
        }
        return Map.copyOf(variables);
    }

    /** {@code Privacy: id}, or more than that (RFC 3323, 4.2; RFC 3325, 9.3). */
    private static boolean isPrivate(IncomingCall call) {
        String privacy = call.header("Privacy").orElse("").toLowerCase(Locale.ROOT);
        return List.of(privacy.replace(" ", "").split("[;,]")).stream()
                .anyMatch(wish -> wish.equals("id") || wish.equals("user") || wish.equals("header"));
    }

    /**
     * Who was called before us: the latest Diversion stands first (RFC 5806, 5), and in History-Info the entry before the last
     * (RFC 7044, 5).
     */
    private static Optional<String> diverted(IncomingCall call) {
        Optional<String> diversion = call.header("Diversion").flatMap(CallVariables::address);
        if (diversion.isPresent()) {
            return diversion;
        }
        List<String> history = call.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("History-Info"))
                .flatMap(header -> split(header.value()).stream())
                .toList();
        return history.size() < 2 ? Optional.empty() : address(history.get(history.size() - 2));
    }

    private static Optional<String> address(String value) {
        try {
            List<String> values = Lexer.split(value);
            return values.isEmpty()
                    ? Optional.empty()
                    : Optional.of(withoutHeaders(NameAddr.parse(values.get(0)).uri()));
        } catch (SipSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> param(String value, String name) {
        try {
            return Optional.ofNullable(
                    NameAddr.parse(Lexer.split(value).get(0)).params().value(name));
        } catch (SipSyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<String> split(String value) {
        try {
            return Lexer.split(value);
        } catch (SipSyntaxException e) {
            return List.of();
        }
    }

    private static String withoutHeaders(String uri) {
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }

    /** The first of a name counts. Returns true where it was taken. */
    private static boolean put(Map<String, String> variables, String name, Optional<String> value) {
        String text = value.map(CallVariables::clean).orElse("");
        return !text.isEmpty() && variables.putIfAbsent(name, text) == null;
    }

    private static String clean(String value) {
        StringBuilder clean = new StringBuilder();
        value.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }
}
