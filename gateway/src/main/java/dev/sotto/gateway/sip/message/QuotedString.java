package dev.sotto.gateway.sip.message;

/** Quoting and unquoting of RFC 3261's {@code quoted-string}. */
public final class QuotedString {
    private QuotedString() {}

    /** Text without its quotes and escapes; text that is not quoted comes back as it is. */
    public static String unquote(String text) {
        if (text.length() < 2 || text.charAt(0) != '"') {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() - 1) {
                c = text.charAt(++i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /** Quoted text on one line: control characters become spaces, because they would end the header. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c < ' ' || c == 0x7f ? ' ' : c);
        }
        return quoted.append('"').toString();
    }

    /** Text fit for a reason phrase: on one line. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(c < ' ' || c == 0x7f ? ' ' : c);
        }
        return line.toString();
    }
}
