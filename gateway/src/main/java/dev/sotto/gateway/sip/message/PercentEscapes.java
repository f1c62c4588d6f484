package dev.sotto.gateway.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** {@code %41} escapes of URIs; escaped octets are UTF-8. */
public final class PercentEscapes {
    private PercentEscapes() {}

    public static boolean isEscape(String text, int at, int end) {
        return at + 2 < end && hex(text.charAt(at + 1)) >= 0 && hex(text.charAt(at + 2)) >= 0;
    }

    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' && isEscape(text, i, text.length())) {
                octets.write(hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2)));
                i += 2;
            } else {
                octets.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    /** Escapes what may not stand in a user part. */
    public static String encodeUser(String user) {
        return encode(user, "-_.!~*'()&=+$,;?/");
    }

    /** Escapes everything that has a meaning in a URI. */
    public static String encode(String text) {
        return encode(text, "-_.!~*'()");
    }

    private static String encode(String text, String unreserved) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (Lexer.isAlphanumeric(c) || unreserved.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return escaped.toString();
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
