package dev.sotto.gateway.sip.message;

import org.jspecify.annotations.Nullable;

/**
 * {@code "Display" <uri>;params}, as in From, To, Contact, Route and Record-Route (RFC 3261, 20.10).
 *
 * @param display as written, quotes kept, or null
 * @param uri of any scheme
 */
public record NameAddr(@Nullable String display, String uri, Params params) {
    public static NameAddr parse(String text) throws SipSyntaxException {
        Lexer lexer = new Lexer(text);
        String display = null;
        if (lexer.skipSpace().peek() == '"') {
            display = lexer.quoted();
            lexer.skipSpace();
        } else if (text.indexOf('<') >= 0) {
            String tokens = lexer.until("<").trim();
            checkTokens(tokens);
            display = tokens.isEmpty() ? null : tokens;
        }
        String uri = display == null && lexer.peek() != '<' ? bareUri(lexer) : bracketedUri(lexer);
        return new NameAddr(display, uri, Params.parse(lexer));
    }

    /** Display name without quotes, or null. */
    @Nullable
    public String displayText() {
        return display == null ? null : QuotedString.unquote(display);
    }

    /** The tag; empty where there is none, which RFC 2543 peers do. */
    public String tag() {
        String tag = params.value("tag");
        return tag == null ? "" : tag;
    }

    public NameAddr withTag(String tag) {
        return new NameAddr(display, uri, params.with("tag", tag));
    }

    private static String bracketedUri(Lexer lexer) throws SipSyntaxException {
        lexer.expect('<');
        String uri = lexer.until(">");
        lexer.expect('>');
        return checkedUri(uri, lexer);
    }

    /** Without brackets, what follows a semicolon belongs to the header, and a question mark may not be there (20.10). */
    private static String bareUri(Lexer lexer) throws SipSyntaxException {
        String uri = lexer.until("; \t");
        if (SipUri.isSip(uri) && uri.indexOf('?') >= 0 || uri.indexOf(',') >= 0) {
            throw lexer.error("URI must be in angle brackets");
        }
        return checkedUri(uri, lexer);
    }

    private static String checkedUri(String uri, Lexer lexer) throws SipSyntaxException {
        if (SipUri.isSip(uri)) {
            SipUri.parse(uri);
            return uri;
        }
        if (!isAbsolute(uri)) {
            throw lexer.error("bad URI");
        }
        return uri;
    }

    /** A scheme, a colon and something visible behind it (RFC 2396). */
    public static boolean isAbsolute(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 1 || colon == uri.length() - 1) {
            return false;
        }
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            boolean fits =
                    i < colon ? Lexer.isAlphanumeric(c) || "+-.".indexOf(c) >= 0 : c > ' ' && "<>\"".indexOf(c) < 0;
            if (!fits || c == 0x7f) {
                return false;
            }
        }
        return Character.isLetter(uri.charAt(0));
    }

    private static void checkTokens(String words) throws SipSyntaxException {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            // UTF-8 without quotes is not in the grammar, but phones send it and nothing else can be meant
            if (!Lexer.isTokenChar(c) && !Lexer.isSpace(c) && c < 0x80) {
                throw new SipSyntaxException("display name must be quoted", i);
            }
        }
    }

    @Override
    public String toString() {
        return (display == null ? "" : display + " ") + "<" + uri + ">" + params;
    }
}
