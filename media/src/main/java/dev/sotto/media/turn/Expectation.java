package dev.sotto.media.turn;

/** What the caller is expected to say next; decides how long a pause ends their turn (see {@link TurnSettings}). */
public enum Expectation {
    ANYTHING,
    YES_NO,
    /** Numbers are spoken in groups with pauses between them. */
    DIGITS,
    /** Names, addresses, descriptions: people think while they say them. */
    TEXT
}
