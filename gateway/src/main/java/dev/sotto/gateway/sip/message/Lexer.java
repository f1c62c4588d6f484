package dev.sotto.gateway.sip.message;

import java.util.ArrayList;
import java.util.List;

/** A cursor over one header value with the lexical rules of RFC 3261, 25.1. One owner, thrown away after use. */
public final class Lexer {
    private final String text;
    private int at;

    public Lexer(String text) {
        this.text = text;
    }

    /** Splits at commas outside of quotes and angle brackets; values are trimmed. */
    public static List<String> split(String line) throws SipSyntaxException {
        if (line.indexOf(',') < 0) {
            return List.of(line.trim());
        }
        List<String> values = new ArrayList<>();
        int start = 0;
        boolean bracketed = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && !bracketed) {
                i = endOfQuoted(line, i);
            } else if (c == '<') {
                bracketed = true;
            } else if (c == '>') {
                bracketed = false;
            } else if (c == ',' && !bracketed) {
                values.add(line.substring(start, i).trim());
                start = i + 1;
            }
        }
        values.add(line.substring(start).trim());
        return values;
    }

    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    public static boolean isTokenChar(char c) {
        return isAlphanumeric(c) || "-.!%*_+`'~".indexOf(c) >= 0;
    }

    public static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    public static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    public boolean atEnd() {
        return at >= text.length();
    }

    public int position() {
        return at;
    }

    /** The character under the cursor, or NUL at the end. */
    public char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    public Lexer skipSpace() {
        while (!atEnd() && isSpace(text.charAt(at))) {
            at++;
        }
        return this;
    }

    public boolean take(char c) {
        if (!atEnd() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    public void expect(char c) throws SipSyntaxException {
        if (!take(c)) {
            throw error("'" + c + "' expected");
        }
    }

    public void expectEnd() throws SipSyntaxException {
        if (!skipSpace().atEnd()) {
            throw error("unexpected characters");
        }
    }

    public String token() throws SipSyntaxException {
        int start = at;
        while (!atEnd() && isTokenChar(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw error("token expected");
        }
        return text.substring(start, at);
    }

    /** The quoted string under the cursor, quotes and escapes included. */
    public String quoted() throws SipSyntaxException {
        int start = at;
        at = endOfQuoted(text, at) + 1;
        return text.substring(start, at);
    }

    /** Everything up to the first of the stop characters or the end; may be empty. */
    public String until(String stops) {
        int start = at;
        while (!atEnd() && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    public String rest() {
        String rest = text.substring(at);
        at = text.length();
        return rest;
    }

    public SipSyntaxException error(String what) {
        return new SipSyntaxException(what, at);
    }

    /** Index of the closing quote of the quoted string that begins at {@code open}. */
    private static int endOfQuoted(String text, int open) throws SipSyntaxException {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        throw new SipSyntaxException("unterminated quoted string", open);
    }
}
