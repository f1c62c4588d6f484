package dev.sotto.gateway.sip.message;

/** Sequence number and method of a request (RFC 3261, 20.16). */
public record CSeq(long number, String method) {
    /** Numbers must stay below this (8.1.1.5). */
    private static final long LIMIT = 1L << 31;

    public static CSeq parse(String text) throws SipSyntaxException {
        Lexer lexer = new Lexer(text);
        String digits = lexer.skipSpace().until(" \t");
        long number = Decimal.parse(digits, LIMIT - 1);
        if (number < 0) {
            throw lexer.error("bad number");
        }
        String method = lexer.skipSpace().token();
        lexer.expectEnd();
        return new CSeq(number, method);
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
