package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Decimal;
import java.util.List;
import java.util.Locale;

/**
 * Keys in INFO bodies: {@code application/dtmf-relay} ({@code Signal=5} and {@code Duration=160}, which matters to nobody who
 * waits for the key) and {@code application/dtmf} ({@code 5}).
 */
final class DigitBody {
    static final char NONE = 0;
    /** The hook was pressed: understood, and no key. */
    static final char FLASH = '!';

    private static final String KEYS = "0123456789*#ABCD";
    private static final List<String> FLASHES = List.of("!", "16", "HF", "FLASH");

    private DigitBody() {}

    /** The key, {@link #FLASH}, or {@link #NONE}. */
    static char parse(String mediaType, String body) {
        return mediaType.equals("application/dtmf-relay") ? relay(body) : key(body);
    }

    private static char relay(String body) {
        for (String line : body.split("[\\r\\n]+")) {
            int mark = line.indexOf('=') >= 0 ? line.indexOf('=') : line.indexOf(':');
            if (mark > 0 && line.substring(0, mark).trim().equalsIgnoreCase("Signal")) {
                return key(line.substring(mark + 1));
            }
        }
        return NONE;
    }

    /** A key by its sign or by its event number, 10 to 15 (RFC 4733, 3.2). */
    private static char key(String text) {
        String sign = text.trim().toUpperCase(Locale.ROOT);
        if (FLASHES.contains(sign)) {
            return FLASH;
        }
        if (sign.length() == 1 && KEYS.indexOf(sign.charAt(0)) >= 0) {
            return sign.charAt(0);
        }
        int event = sign.length() == 2 ? (int) Decimal.parse(sign, 15) : -1;
        return event < 0 ? NONE : KEYS.charAt(event);
    }
}
