package dev.sotto.orchestrator.tool;

import dev.sotto.orchestrator.journal.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Tokens taken apart and put together by hand, as somebody without our code or our key would. */
final class Tokens {
    private Tokens() {}

    static Object claim(String token, String name) {
        return claims(token).get(name);
    }

    static Map<String, Object> claims(String token) {
        return JsonText.readObject(decoded(token.split("\\.")[1]));
    }

    static Map<String, Object> header(String token) {
        return JsonText.readObject(decoded(token.split("\\.")[0]));
    }

    /** The same token with another header or other claims, and the signature of the old one. */
    static String with(String token, Map<String, ?> header, Map<String, ?> claims) {
        return encoded(JsonText.write(header)) + "." + encoded(JsonText.write(claims)) + "."
                + token.substring(token.lastIndexOf('.') + 1);
    }

    static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
