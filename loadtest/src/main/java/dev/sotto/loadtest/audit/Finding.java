package dev.sotto.loadtest.audit;

/**
 * Something that somebody was told and the journal doesn't bear out, or the other way round.
 *
 * @param rule which rule it breaks
 * @param where a conversation, a request or an order
 */
public record Finding(String rule, String where, String detail) {
    @Override
    public String toString() {
        return rule + ": " + where + ": " + detail;
    }
}
