package dev.sotto.gateway.sip.auth;

import dev.sotto.gateway.sip.message.Lexer;
import dev.sotto.gateway.sip.message.QuotedString;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A challenge or credentials as they stand in a header (RFC 3261, 25.1): a scheme and named values, which commas separate.
 *
 * @param fields values without quotes, by names in lower case
 */
record AuthFields(String scheme, Map<String, String> fields) {
    static final String DIGEST = "Digest";
    /** More than any known scheme has; what comes from outside must end somewhere. */
    private static final int MOST = 32;

    static AuthFields parse(String header) throws SipSyntaxException {
        Lexer lexer = new Lexer(header);
        String scheme = lexer.skipSpace().token();
        if (!Lexer.isSpace(lexer.peek())) {
            throw lexer.error("space expected behind the scheme");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        while (!lexer.skipSpace().atEnd()) {
            field(lexer, fields);
            if (!lexer.skipSpace().atEnd()) {
                lexer.expect(',');
            }
        }
        return new AuthFields(scheme, fields);
    }

    private static void field(Lexer lexer, Map<String, String> fields) throws SipSyntaxException {
        if (lexer.peek() == ',') {
            // empty elements of a list are allowed (RFC 9110, 5.6.1)
            return;
        }
        String name = lexer.token().toLowerCase(Locale.ROOT);
        lexer.skipSpace().expect('=');
        boolean quoted = lexer.skipSpace().peek() == '"';
        String value = quoted ? QuotedString.unquote(lexer.quoted()) : lexer.until(", \t\"");
        if (fields.put(name, value) != null) {
            throw lexer.error("'" + name + "' is there twice");
        }
        if (fields.size() > MOST) {
            throw lexer.error("too many values");
        }
    }

    boolean isDigest() {
        return scheme.equalsIgnoreCase(DIGEST);
    }

    @Nullable
    String value(String name) {
        return fields.get(name);
    }

    String required(String name) throws SipSyntaxException {
        String value = fields.get(name);
        if (value == null) {
            throw new SipSyntaxException("no " + name, 0);
        }
        return value;
    }
}
