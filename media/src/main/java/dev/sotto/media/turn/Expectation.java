package dev.sotto.media.turn;

/** What the caller is expected to say next; decides how long a pause ends their turn (see {@link EndOfTurn}). */
public enum Expectation {
    ANYTHING,
    YES_NO,
    /** Numbers are spoken in groups with pauses between them. */
    DIGITS,
    /** Letters and digits one by one, as in a postcode. */
    CODE,
    /** Spelled words, as in an e-mail address. */
    SPELLED,
    NAME,
    DATE,
    MONEY,
    /** Addresses, descriptions: people think while they say them. */
    TEXT
}
