package dev.sotto.orchestrator.conversation;

/** What a customer was asked for, as far as turn taking must know. */
public enum Expecting {
    ANYTHING,
    YES_NO,
    DIGITS,
    /** Letters and digits one by one. */
    CODE,
    SPELLED,
    NAME,
    DATE,
    MONEY,
    TEXT
}
