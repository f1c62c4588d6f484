package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Decimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keys in INFO bodies: {@code application/dtmf-relay} ({@code Signal=5}) and {@code application/dtmf} ({@code 5}). */
final class DigitBody {
    private static final String KEYS = "0123456789*#ABCD";

    private DigitBody() {}

    /** The key, or null where the body has none. */
    static @Nullable Character parse(String mediaType, String body) {
        return mediaType.equals("application/dtmf-relay") ? relay(body) : key(body);
    }

    private static @Nullable Character relay(String body) {
        for (String line : body.split("\\r?\\n")) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.substring(0, equals).trim().equalsIgnoreCase("Signal")) {
                return key(line.substring(equals + 1));
            }
        }
        return null;
    }

    /** A key by its sign or by its event number, 10 to 15 (RFC 4733, 3.2). */
    private static @Nullable Character key(String text) {
        String sign = text.trim().toUpperCase(Locale.ROOT);
        if (sign.length() == 1 && KEYS.indexOf(sign.charAt(0)) >= 0) {
            return sign.charAt(0);
        }
        int event = sign.length() == 2 ? (int) Decimal.parse(sign, 15) : -1;
        return event < 0 ? null : Character.valueOf(KEYS.charAt(event));
    }
}
